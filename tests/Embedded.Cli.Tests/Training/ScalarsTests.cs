// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Embedded.Training;
using Embedded.Training.Native;
using TorchSharp;

namespace Embedded.Cli.Tests.Training;

public class ScalarsTests
{
    private const byte Call = 0x28;

    /// <summary>An implicit <see cref="Scalar"/>, or an operator between a tensor and a number, is not held while libtorch reads it.</summary>
    [Fact]
    public void Training_EveryMethod_LeavesNumbersToScalars()
    {
        using var file = new PEReader(File.OpenRead(typeof(Trainer).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        byte[][] calls = [.. metadata.MemberReferences.Where(IsUnheld).Select(reference => CallOf(MetadataTokens.GetToken(reference)))];
        var users = new List<string>();
        foreach (MethodDefinition method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            ReadOnlySpan<byte> body = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes();
            foreach (byte[] call in calls)
            {
                if (body.IndexOf(call) >= 0)
                {
                    users.Add($"{metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}.{metadata.GetString(method.Name)}");
                }
            }
        }

        Assert.Equal([$"{nameof(Scalars)}.{nameof(Scalars.Number)}"], users.Distinct());

        bool IsUnheld(MemberReferenceHandle handle)
        {
            MemberReference reference = metadata.GetMemberReference(handle);
            string name = metadata.GetString(reference.Name);
            if (reference.Parent.Kind != HandleKind.TypeReference || !name.StartsWith("op_", StringComparison.Ordinal))
            {
                return false;
            }

            string type = metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)reference.Parent).Name);
            ImmutableArray<string> parameters = reference.DecodeMethodSignature(new TypeNames(), null).ParameterTypes;
            return type == nameof(Scalar) || (type == "Tensor" && parameters.Any(parameter => parameter is "Double" or "Single" or "Int32" or "Int64"));
        }
    }

    [Fact]
    public void Number_ManyNumbers_KeepsTheLatestUsable()
    {
        Scalar first = Scalars.Number(0.5);
        for (int count = 0; count < 1000; count++)
        {
            Scalars.Number(count);
        }

        using torch.Tensor half = torch.ones(1).mul(first);
        Assert.Equal(0.5f, half.item<float>());
    }

    private static byte[] CallOf(int token) => [Call, .. BitConverter.GetBytes(token)];

    /// <summary>Signatures as names: primitives by theirs, all else as "?".</summary>
    private sealed class TypeNames : ISignatureTypeProvider<string, object?>
    {
        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetArrayType(string elementType, ArrayShape shape) => "?";

        public string GetByReferenceType(string elementType) => "?";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "?";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => "?";

        public string GetGenericMethodParameter(object? genericContext, int index) => "?";

        public string GetGenericTypeParameter(object? genericContext, int index) => "?";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => "?";

        public string GetPinnedType(string elementType) => "?";

        public string GetPointerType(string elementType) => "?";

        public string GetSZArrayType(string elementType) => "?";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => "?";

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => "?";

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => "?";
    }
}
