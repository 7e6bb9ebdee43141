// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>What is learned from and what is measured on; the labels are the same.</summary>
public sealed record DatasetSplit(Dataset Train, Dataset Validation)
{
    /// <summary>The split without the pictures of a list; on which side the others lie does not change.</summary>
    /// <exception cref="DatasetException">The list names no picture of either part, or all pictures of a class.</exception>
    public DatasetSplit Without(PictureList list)
    {
        Dataset train = Train.WithoutAny(list);
        Dataset validation = Validation.WithoutAny(list);
        return train.Samples.Count < Train.Samples.Count || validation.Samples.Count < Validation.Samples.Count
            ? new DatasetSplit(train, validation)
            : throw Dataset.NoneListed(Train.Directory, list);
    }
}
