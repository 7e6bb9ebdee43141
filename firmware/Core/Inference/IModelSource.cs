// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>Where the bytes of a model file are: an array, several data assemblies, a slot in flash, a file.</summary>
public interface IModelSource
{
    /// <summary>Length of the file in bytes.</summary>
    int Length { get; }

    /// <summary>Copies bytes [position .. position + count) of the file to buffer[start ..]; the range is always inside the file.</summary>
    void Read(int position, byte[] buffer, int start, int count);
}
