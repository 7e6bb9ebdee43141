// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The tables of a nanoFramework assembly in the order of the file (nf-interpreter, CLR_TABLESENUM).</summary>
internal enum NanoTable
{
    AssemblyRef,
    TypeRef,
    FieldRef,
    MethodRef,
    TypeDef,
    FieldDef,
    MethodDef,
    Attributes,
    TypeSpec,
    Resources,
    ResourcesData,
    Strings,
    Signatures,
    ByteCode,
    ResourcesFiles,
    EndOfAssembly,
}
