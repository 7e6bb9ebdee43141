// SPDX-License-Identifier: MIT
// What nanoFramework's metadata processor makes of the declarations in firmware/Native: the order of the native methods and
// the checksum over their names, both of which the firmware's table must repeat.
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Embedded.House.Tests.Firmware;

/// <summary>The native methods of an assembly of static classes, from its sources.</summary>
internal sealed class NativeSurface
{
    private readonly string _assembly;
    private uint _checksum;

    private NativeSurface(string assembly)
    {
        _assembly = assembly;
    }

    /// <summary>Class and method, as C++ names, in the order of the table.</summary>
    public List<(string Class, string Method)> Methods { get; } = [];

    public uint Checksum => Methods.Count == 0 ? 0 : _checksum;

    public static NativeSurface Of(string assembly, params string[] sources)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            assembly,
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var surface = new NativeSurface(assembly);

        INamedTypeSymbol[] types = [.. Types(compilation.Assembly.GlobalNamespace).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal)];
        if (!types.SequenceEqual(types.OrderBy(type => type.ToDisplayString(), StringComparer.OrdinalIgnoreCase), SymbolEqualityComparer.Default)
            || types.Any(type => type.ToDisplayString().Any(character => !char.IsAsciiLetter(character) && character != '.')))
        {
            throw new NotSupportedException("The metadata processor sorts with the culture of the machine that builds: these names have not one order.");
        }

        foreach (INamedTypeSymbol type in types)
        {
            surface.Add(type);
        }

        return surface;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

    private void Add(INamedTypeSymbol type)
    {
        // Anything else would be sorted by what it uses, or have methods that the compiler makes.
        if (!type.IsStatic || type.GetMembers().Any(member => member is not (IMethodSymbol { MethodKind: MethodKind.Ordinary } or IFieldSymbol { IsConst: true })))
        {
            throw new NotSupportedException($"{type} is more than a static class of methods and constants.");
        }

        string className = type.ToDisplayString().Replace('.', '_');
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (!method.IsExtern)
            {
                throw new NotSupportedException($"{method} is not native.");
            }

            IEnumerable<ITypeSymbol> types = [method.ReturnType, .. method.Parameters.Select(parameter => parameter.Type)];
            string name = $"{method.Name}___STATIC__{string.Join("__", types.Select(TypeName))}";
            Update(_assembly);
            Update(className);
            Update(name);
            Methods.Add((className, name));
        }
    }

    private static string TypeName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => "SZARRAY_" + TypeName(array.ElementType),
        { SpecialType: SpecialType.System_Void } => "VOID",
        { SpecialType: SpecialType.System_SByte } => "I1",
        { SpecialType: SpecialType.System_Byte } => "U1",
        { SpecialType: SpecialType.System_Int32 } => "I4",
        { SpecialType: SpecialType.System_UInt32 } => "U4",
        _ => throw new NotSupportedException($"{type} has no name here yet."),
    };

    /// <summary>CRC-32 with the bits in the order of ZMODEM, without start and final XOR.</summary>
    private void Update(string text)
    {
        _checksum = Checksum; // of the first method only its own name is left
        foreach (byte value in Encoding.ASCII.GetBytes(text))
        {
            _checksum ^= (uint)value << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                _checksum = (_checksum << 1) ^ ((_checksum & 0x80000000) != 0 ? 0x04C11DB7u : 0);
            }
        }
    }
}
