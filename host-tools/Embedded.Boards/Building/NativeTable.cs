// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace Embedded.Boards;

/// <summary>
/// The table of native methods that a firmware has for an assembly: a C++ source below the assembly's project with the assembly's name and
/// its checksum side by side. A nanoCLR does not start an application whose assembly has another one.
/// </summary>
internal static class NativeTable
{
    /// <exception cref="DeploymentException">The project declares a table with another checksum.</exception>
    public static void Check(NanoProject project, NanoAssembly assembly)
    {
        var row = new Regex($"\"{Regex.Escape(assembly.Name)}\"\\s*,\\s*0x([0-9A-Fa-f]{{1,8}})", RegexOptions.CultureInvariant);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(project.Path)!, "*.cpp", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            Match match = row.Match(File.ReadAllText(file));
            if (match.Success && uint.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) != assembly.NativeChecksum)
            {
                throw new DeploymentException($"{assembly.Name} has the native checksum 0x{assembly.NativeChecksum:X8}, but {file} declares 0x{match.Groups[1].Value}, so no board with that firmware would start it; make its method table anew, or run the metadata processor under the culture en-US");
            }
        }
    }
}
