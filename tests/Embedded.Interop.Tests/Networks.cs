// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Testing;

namespace Embedded.Interop.Tests;

/// <summary>Networks by name.</summary>
internal static class Networks
{
    /// <summary>"flowers-scratch" of models/, or a network of the shared golden folder; the test is skipped where that is absent.</summary>
    public static QuantizedGraph Get(string name) => name switch
    {
        "flowers-scratch" => EmbGraph.Of(EmbFile.Load(Path.Combine(SharedFolder.Repository, "models", name, "model.emb"))),
        "person_detect" => Imported(name, "person_detect.tflite"),
        "keyword_spotting" => Imported(name, "kws_ref_model.tflite"),
        "mobilenet_v2" => Imported(name, "mobilenet_v2_quantized_1x3x224x224.tflite"),
        _ => throw new ArgumentException($"there is no network {name}"),
    };

    private static QuantizedGraph Imported(string folder, string file) =>
        TfLiteImport.Import(TfLiteReader.Load(SharedFolder.Require("golden", folder, file))).Graph;
}
