// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>What is learned from and what is measured on; the labels are the same.</summary>
public sealed record DatasetSplit(Dataset Train, Dataset Validation);
