// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>
/// What is flashed to the deploy partition of a board: nanoFramework assemblies one behind the other, each padded to 4 bytes, references
/// before those that need them, the executable last.
/// </summary>
public sealed record ApplicationImage
{
    private const int Alignment = 4;

    /// <summary>The assemblies in the order of the image.</summary>
    public required IReadOnlyList<NanoAssembly> Assemblies { get; init; }

    /// <summary>The whole image.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The assembly with the entry point.</summary>
    public NanoAssembly Executable => Assemblies[^1];

    /// <summary>Checks that the assemblies belong together and packs them; the same assemblies give the same bytes in whatever order they come.</summary>
    /// <param name="assemblies">All that the application needs, with the executable.</param>
    /// <param name="roomBytes">What the board has for applications.</param>
    /// <exception cref="DeploymentException">A nanoCLR would not start them, or they do not fit.</exception>
    public static ApplicationImage Pack(IReadOnlyCollection<NanoAssembly> assemblies, int roomBytes)
    {
        NanoAssembly[] sorted = [.. assemblies.OrderBy(assembly => assembly.Name, StringComparer.Ordinal)];
        for (int index = 1; index < sorted.Length; index++)
        {
            if (sorted[index].Name == sorted[index - 1].Name)
            {
                string[] files = [.. new[] { sorted[index - 1].Path, sorted[index].Path }.Order(StringComparer.Ordinal)];
                throw new DeploymentException($"{sorted[index].Name} is there twice, in {files[0]} and {files[1]}; leave one of them out");
            }
        }

        NanoAssembly executable = FindExecutable(sorted);
        CheckReferences(sorted);
        NanoAssembly[] ordered = Order(sorted, executable);
        var image = new byte[ordered.Sum(assembly => (long)Padded(assembly))];
        int position = 0;
        foreach (NanoAssembly assembly in ordered)
        {
            assembly.Bytes.Span.CopyTo(image.AsSpan(position));
            position += Padded(assembly);
        }

        return image.Length <= roomBytes
            ? new ApplicationImage { Assemblies = ordered, Bytes = image }
            : throw new DeploymentException(FormattableString.Invariant($"the application has {image.Length:N0} bytes, but the board has room for {roomBytes:N0}; leave out assemblies that it does not need, or, if it has its model in itself, give it the room of the model slots too (--no-slots)"));
    }

    private static NanoAssembly FindExecutable(NanoAssembly[] assemblies)
    {
        NanoAssembly[] executables = [.. assemblies.Where(assembly => assembly.IsExecutable)];
        return executables.Length switch
        {
            1 => executables[0],
            0 => throw new DeploymentException($"none of {assemblies.Length} assemblies is an executable; add the .pe file of the application"),
            _ => throw new DeploymentException($"there are {executables.Length} executables, {string.Join(" and ", executables.Select(executable => executable.Path))}; a board starts one, so leave the others out"),
        };
    }

    private static void CheckReferences(NanoAssembly[] assemblies)
    {
        Dictionary<string, NanoAssembly> byName = assemblies.ToDictionary(assembly => assembly.Name, StringComparer.Ordinal);
        foreach (NanoAssembly assembly in assemblies)
        {
            foreach (NanoReference reference in assembly.References)
            {
                if (!byName.TryGetValue(reference.Name, out NanoAssembly? found))
                {
                    throw new DeploymentException($"{assembly.Name} needs {reference.Name} {reference.Version}, which is not there; add {reference.Name}.pe: {NanoPackages.Origin(reference.Name)}");
                }

                if (!reference.IsMetBy(found.Version))
                {
                    throw new DeploymentException($"{assembly.Name} needs {reference.Name} {reference.Version}, but {found.Path} is {found.Version}, and a nanoCLR takes no other major or minor number; build all of them with the same packages");
                }
            }
        }
    }

    /// <summary>References first; of those that could come next, the first by name.</summary>
    private static NanoAssembly[] Order(NanoAssembly[] sorted, NanoAssembly executable)
    {
        var ordered = new List<NanoAssembly>();
        var placed = new HashSet<string>(StringComparer.Ordinal) { executable.Name };
        List<NanoAssembly> waiting = [.. sorted.Where(assembly => assembly != executable)];
        while (waiting.Count > 0)
        {
            NanoAssembly next = waiting.Find(assembly => assembly.References.All(reference => placed.Contains(reference.Name)))
                ?? throw new DeploymentException($"{string.Join(", ", waiting.Select(assembly => assembly.Name))} need each other in a circle, which no nanoCLR resolves; build them anew");
            waiting.Remove(next);
            placed.Add(next.Name);
            ordered.Add(next);
        }

        return [.. ordered, executable];
    }

    private static int Padded(NanoAssembly assembly) => (assembly.Bytes.Length + Alignment - 1) / Alignment * Alignment;
}
