// SPDX-License-Identifier: MIT
// The few tables of tensorflow/compiler/mlir/lite/schema/schema.fbs (version 3) that a network for a microcontroller needs. A
// field's number is its place in its table; FlatBuffers finds it through the table's vtable at byte 4 + 2 number.
namespace Embedded.Compiler.Formats.TfLite;

/// <summary>Numbers of the schema.</summary>
internal static class TfLiteSchema
{
    /// <summary>Bytes 4 to 7 of a file.</summary>
    public const string Identifier = "TFL3";

    /// <summary>Model.version.</summary>
    public const int Version = 3;

    internal static class Model
    {
        public const int Version = 0;
        public const int OperatorCodes = 1;
        public const int Subgraphs = 2;
        public const int Description = 3;
        public const int Buffers = 4;
        public const int Metadata = 6;
        public const int Fields = 8;
    }

    internal static class OperatorCode
    {
        public const int DeprecatedBuiltinCode = 0;
        public const int CustomCode = 1;
        public const int Version = 2;
        public const int BuiltinCode = 3;
        public const int Fields = 4;

        /// <summary>The old one-byte field says this when the code does not fit it.</summary>
        public const int Placeholder = 127;
    }

    internal static class SubGraph
    {
        public const int Tensors = 0;
        public const int Inputs = 1;
        public const int Outputs = 2;
        public const int Operators = 3;
        public const int Name = 4;
        public const int Fields = 5;
    }

    internal static class Tensor
    {
        public const int Shape = 0;
        public const int Type = 1;
        public const int Buffer = 2;
        public const int Name = 3;
        public const int Quantization = 4;
        public const int Sparsity = 6;
        public const int Fields = 8;
    }

    internal static class Quantization
    {
        public const int Scale = 2;
        public const int ZeroPoint = 3;
        public const int QuantizedDimension = 6;
        public const int Fields = 7;
    }

    internal static class Operator
    {
        public const int OpcodeIndex = 0;
        public const int Inputs = 1;
        public const int Outputs = 2;
        public const int OptionsType = 3;
        public const int Options = 4;
        public const int Fields = 6;
    }

    internal static class Buffer
    {
        public const int Data = 0;
        public const int Offset = 1;
        public const int Fields = 1;
    }

    internal static class Metadata
    {
        public const int Name = 0;
        public const int Buffer = 1;
        public const int Fields = 2;
    }
}
