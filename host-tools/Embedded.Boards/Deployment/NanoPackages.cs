// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Which package holds an assembly, for messages.</summary>
internal static class NanoPackages
{
    private const string Prefix = "nanoFramework.";
    private static readonly string[] s_prefixed = ["System.", "Windows.", "Iot."];

    /// <summary>The package's id; null for assemblies that come from a project.</summary>
    public static string? Of(string assembly) => assembly switch
    {
        "mscorlib" => "nanoFramework.CoreLibrary",
        "nanoFramework.UnitTestLauncher" => "nanoFramework.TestFramework",
        _ when assembly.StartsWith(Prefix, StringComparison.Ordinal) => assembly,
        _ when s_prefixed.Any(start => assembly.StartsWith(start, StringComparison.Ordinal)) => Prefix + assembly,
        _ => null,
    };

    /// <summary>Such as "the package nanoFramework.CoreLibrary has it".</summary>
    public static string Origin(string assembly) =>
        Of(assembly) is string package ? $"the package {package} has it" : "the build of its project writes it";
}
