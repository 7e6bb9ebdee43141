// SPDX-License-Identifier: MIT
// Field numbers and enum values of onnx/onnx.proto (ONNX 1.8, IR version 7): of the whole description, the few that a network of
// ours needs. Names are the ones of the description.
namespace Embedded.Compiler.Formats.Onnx;

internal static class OnnxFields
{
    public const int ModelIrVersion = 1;
    public const int ModelProducerName = 2;
    public const int ModelGraph = 7;
    public const int ModelOpsetImport = 8;
    public const int ModelMetadataProps = 14;

    public const int OpsetVersion = 2;

    public const int EntryKey = 1;
    public const int EntryValue = 2;

    public const int GraphNode = 1;
    public const int GraphName = 2;
    public const int GraphInitializer = 5;
    public const int GraphDocString = 10;
    public const int GraphInput = 11;
    public const int GraphOutput = 12;

    public const int NodeInput = 1;
    public const int NodeOutput = 2;
    public const int NodeName = 3;
    public const int NodeOpType = 4;
    public const int NodeAttribute = 5;

    public const int AttributeName = 1;
    public const int AttributeInt = 3;
    public const int AttributeInts = 8;
    public const int AttributeKind = 20; // the field "type"
    public const int AttributeKindInt = 2;
    public const int AttributeKindInts = 7;

    public const int TensorDims = 1;
    public const int TensorDataType = 2;
    public const int TensorName = 8;
    public const int TensorRawData = 9;

    public const int ElementFloat = 1;
    public const int ElementInt8 = 3;
    public const int ElementInt32 = 6;
    public const int ElementInt64 = 7;

    public const int ValueName = 1;
    public const int ValueType = 2;
    public const int TypeTensor = 1;
    public const int TensorTypeElement = 1;
    public const int TensorTypeShape = 2;
    public const int ShapeDim = 1;
    public const int DimValue = 1;
}
