// SPDX-License-Identifier: MIT
// What int8 and float import share: which operator of the file is which of ours.
namespace Embedded.Compiler.Formats.TfLite;

/// <summary>A .tflite network in our operators.</summary>
/// <param name="Tensors">Activations; [0] is the input.</param>
/// <param name="Layers">In execution order; the last one writes the network's output.</param>
/// <param name="IsChannelsFirst">True if the file's input is [1, channels, height, width] and ours is not.</param>
/// <param name="IsPicture">True if the input has rows and columns of grey or colour pixels.</param>
internal sealed record TfLiteNetwork(IReadOnlyList<TfLiteActivation> Tensors, IReadOnlyList<TfLiteLayer> Layers, bool IsChannelsFirst, bool IsPicture)
{
    /// <param name="model">The file.</param>
    /// <param name="folds">Which PADs the next operator may take in, by index; null for all.</param>
    /// <exception cref="TfLiteException">An operator that is not supported, or shapes that do not fit.</exception>
    public static TfLiteNetwork Of(TfLiteModel model, Predicate<int>? folds = null) => new TfLiteNetworkBuilder(model, folds).Build();
}
