// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>What is learned from and what is measured on; the labels are the same.</summary>
public sealed record DatasetSplit(Dataset Train, Dataset Validation)
{
    /// <summary>The split without the pictures of a list; on which side the others lie does not change.</summary>
    /// <exception cref="DatasetException">The list names no picture of either part, or all pictures of a class.</exception>
    public DatasetSplit Without(PictureList list)
    {
        DatasetSplit rest = WithoutAny(list);
        return rest.Train.Samples.Count < Train.Samples.Count || rest.Validation.Samples.Count < Validation.Samples.Count
            ? rest
            : throw Dataset.NoneListed(Train.Directory, list);
    }

    /// <summary>As <see cref="Without"/>, but the list need not name any picture.</summary>
    /// <exception cref="DatasetException">The list names all pictures of a class.</exception>
    public DatasetSplit WithoutAny(PictureList list) => new(Train.WithoutAny(list), Validation.WithoutAny(list));
}
