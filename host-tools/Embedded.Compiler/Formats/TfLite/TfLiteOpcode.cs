// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>TensorFlow Lite's operators that can be read or written here; the numbers are BuiltinOperator's in the schema, version 3.</summary>
public enum TfLiteOpcode
{
    /// <summary>Elementwise sum.</summary>
    Add = 0,

    /// <summary>Mean over a window.</summary>
    AveragePool2D = 1,

    /// <summary>Convolution.</summary>
    Conv2D = 3,

    /// <summary>One filter a channel.</summary>
    DepthwiseConv2D = 4,

    /// <summary>int8 or uint8 to float.</summary>
    Dequantize = 6,

    /// <summary>Every output from every input.</summary>
    FullyConnected = 9,

    /// <summary>The same values under another shape.</summary>
    Reshape = 22,

    /// <summary>Probabilities.</summary>
    Softmax = 25,

    /// <summary>Not built in: the file names it.</summary>
    Custom = 32,

    /// <summary>Zeros around a tensor.</summary>
    Pad = 34,

    /// <summary>Axes in another order.</summary>
    Transpose = 39,

    /// <summary>Mean over axes.</summary>
    Mean = 40,

    /// <summary>A reshape that drops sides of length 1.</summary>
    Squeeze = 43,

    /// <summary>A part of a tensor, for the shape of a RESHAPE.</summary>
    StridedSlice = 45,

    /// <summary>A tensor's sides, for the shape of a RESHAPE.</summary>
    Shape = 77,

    /// <summary>Values joined to one tensor, for the shape of a RESHAPE.</summary>
    Pack = 83,

    /// <summary>float to int8, or int8 to another grid.</summary>
    Quantize = 114,
}

/// <summary>The operators' names.</summary>
public static class TfLiteOpcodes
{
    private const string AllNames =
        """
        ADD AVERAGE_POOL_2D CONCATENATION CONV_2D DEPTHWISE_CONV_2D DEPTH_TO_SPACE DEQUANTIZE EMBEDDING_LOOKUP FLOOR
        FULLY_CONNECTED HASHTABLE_LOOKUP L2_NORMALIZATION L2_POOL_2D LOCAL_RESPONSE_NORMALIZATION LOGISTIC LSH_PROJECTION LSTM
        MAX_POOL_2D MUL RELU RELU_N1_TO_1 RELU6 RESHAPE RESIZE_BILINEAR RNN SOFTMAX SPACE_TO_DEPTH SVDF TANH CONCAT_EMBEDDINGS
        SKIP_GRAM CALL CUSTOM EMBEDDING_LOOKUP_SPARSE PAD UNIDIRECTIONAL_SEQUENCE_RNN GATHER BATCH_TO_SPACE_ND SPACE_TO_BATCH_ND
        TRANSPOSE MEAN SUB DIV SQUEEZE UNIDIRECTIONAL_SEQUENCE_LSTM STRIDED_SLICE BIDIRECTIONAL_SEQUENCE_RNN EXP TOPK_V2 SPLIT
        LOG_SOFTMAX DELEGATE BIDIRECTIONAL_SEQUENCE_LSTM CAST PRELU MAXIMUM ARG_MAX MINIMUM LESS NEG PADV2 GREATER GREATER_EQUAL
        LESS_EQUAL SELECT SLICE SIN TRANSPOSE_CONV SPARSE_TO_DENSE TILE EXPAND_DIMS EQUAL NOT_EQUAL LOG SUM SQRT RSQRT SHAPE POW
        ARG_MIN FAKE_QUANT REDUCE_PROD REDUCE_MAX PACK LOGICAL_OR ONE_HOT LOGICAL_AND LOGICAL_NOT UNPACK REDUCE_MIN FLOOR_DIV
        REDUCE_ANY SQUARE ZEROS_LIKE FILL FLOOR_MOD RANGE RESIZE_NEAREST_NEIGHBOR LEAKY_RELU SQUARED_DIFFERENCE MIRROR_PAD ABS
        SPLIT_V UNIQUE CEIL REVERSE_V2 ADD_N GATHER_ND COS WHERE RANK ELU REVERSE_SEQUENCE MATRIX_DIAG QUANTIZE MATRIX_SET_DIAG
        ROUND HARD_SWISH IF WHILE NON_MAX_SUPPRESSION_V4 NON_MAX_SUPPRESSION_V5 SCATTER_ND SELECT_V2 DENSIFY SEGMENT_SUM
        BATCH_MATMUL PLACEHOLDER_FOR_GREATER_OP_CODES CUMSUM CALL_ONCE BROADCAST_TO RFFT2D CONV_3D IMAG REAL COMPLEX_ABS
        HASHTABLE HASHTABLE_FIND HASHTABLE_IMPORT HASHTABLE_SIZE REDUCE_ALL CONV_3D_TRANSPOSE VAR_HANDLE READ_VARIABLE
        ASSIGN_VARIABLE BROADCAST_ARGS RANDOM_STANDARD_NORMAL BUCKETIZE RANDOM_UNIFORM MULTINOMIAL GELU DYNAMIC_UPDATE_SLICE
        RELU_0_TO_1 UNSORTED_SEGMENT_PROD UNSORTED_SEGMENT_MAX UNSORTED_SEGMENT_SUM ATAN2 UNSORTED_SEGMENT_MIN SIGN BITCAST
        BITWISE_XOR RIGHT_SHIFT STABLEHLO_LOGISTIC STABLEHLO_ADD STABLEHLO_DIVIDE STABLEHLO_MULTIPLY STABLEHLO_MAXIMUM
        STABLEHLO_RESHAPE STABLEHLO_CLAMP STABLEHLO_CONCATENATE STABLEHLO_BROADCAST_IN_DIM STABLEHLO_CONVOLUTION STABLEHLO_SLICE
        STABLEHLO_CUSTOM_CALL STABLEHLO_REDUCE STABLEHLO_ABS STABLEHLO_AND STABLEHLO_COSINE STABLEHLO_EXPONENTIAL
        STABLEHLO_FLOOR STABLEHLO_LOG STABLEHLO_MINIMUM STABLEHLO_NEGATE STABLEHLO_OR STABLEHLO_POWER STABLEHLO_REMAINDER
        STABLEHLO_RSQRT STABLEHLO_SELECT STABLEHLO_SUBTRACT STABLEHLO_TANH STABLEHLO_SCATTER STABLEHLO_COMPARE STABLEHLO_CONVERT
        STABLEHLO_DYNAMIC_SLICE STABLEHLO_DYNAMIC_UPDATE_SLICE STABLEHLO_PAD STABLEHLO_IOTA STABLEHLO_DOT_GENERAL
        STABLEHLO_REDUCE_WINDOW STABLEHLO_SORT STABLEHLO_WHILE STABLEHLO_GATHER STABLEHLO_TRANSPOSE DILATE
        STABLEHLO_RNG_BIT_GENERATOR REDUCE_WINDOW STABLEHLO_COMPOSITE STABLEHLO_SHIFT_LEFT STABLEHLO_CBRT STABLEHLO_CASE
        """;

    private static readonly string[] s_names = AllNames.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The operators that <see cref="TfLiteImport"/> takes, for messages.</summary>
    public static string Supported { get; } = string.Join(", ", Enum.GetValues<TfLiteOpcode>().Where(code => code != TfLiteOpcode.Custom).Select(NameOf).Order(StringComparer.Ordinal));

    /// <summary>The name in the schema, such as DEPTHWISE_CONV_2D; a number for operators that were added since.</summary>
    public static string NameOf(TfLiteOpcode code) =>
        (int)code >= 0 && (int)code < s_names.Length ? s_names[(int)code] : string.Create(CultureInfo.InvariantCulture, $"operator code {(int)code}");
}
