// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Boards;

/// <summary>
/// Builds an application for nanoFramework with the .NET SDK: C# compiler, metadata processor and packer, project by project, in a temporary
/// folder beside the output.
/// </summary>
public sealed class ApplicationBuild
{
    private const string CoreLibrary = "mscorlib";

    private readonly ApplicationBuildOptions _options;
    private readonly IProgress<BuildStep> _progress;
    private readonly CancellationToken _cancellation;
    private readonly DotnetSdk _sdk;
    private readonly MetadataProcessor _processor;
    private readonly LibraryFolder _libraries;
    private readonly List<string> _warnings = [];

    private ApplicationBuild(ApplicationBuildOptions options, IProgress<BuildStep> progress, CancellationToken cancellation)
    {
        _options = options;
        _progress = progress;
        _cancellation = cancellation;
        _sdk = DotnetSdk.Find(cancellation);
        _processor = new MetadataProcessor(_sdk, options.Processor);
        _libraries = new LibraryFolder(options.Libraries);
    }

    /// <summary>Builds the application and writes NAME.bin, the .pe files and what the compiler made to the output folder.</summary>
    /// <exception cref="DeploymentException">A project, library or tool is missing or wrong; the exception carries what the tool printed. The output folder keeps what it had.</exception>
    /// <exception cref="OperationCanceledException">The running tool was ended; the output folder keeps what it had.</exception>
    public static ApplicationBuildResult Run(ApplicationBuildOptions options, IProgress<BuildStep> progress, CancellationToken cancellation) =>
        new ApplicationBuild(options, progress, cancellation).Run();

    private ApplicationBuildResult Run()
    {
        _progress.Report(new BuildStep(0, 1, "reading projects"));
        IReadOnlyList<NanoProject> projects = new ProjectReader(_sdk, _cancellation).ReadAll(_options.Project);
        Dictionary<string, NanoLibrary> libraries = FindLibraries(projects);
        string work = Path.GetFullPath(Path.Combine(_options.Output, $"build.{Path.GetRandomFileName()[..8]}.tmp"));
        Directory.CreateDirectory(work);
        try
        {
            List<NanoAssembly> assemblies = Build(WithBoard(projects, work), libraries, work);
            AddLibraries(assemblies, libraries);
            ApplicationImage image = ApplicationImage.Pack(assemblies, _options.RoomBytes);
            return new ApplicationBuildResult(image, Publish(work, projects, image), _warnings);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The libraries that projects name, by assembly name.</summary>
    private Dictionary<string, NanoLibrary> FindLibraries(IReadOnlyList<NanoProject> projects)
    {
        var found = new Dictionary<string, NanoLibrary>(StringComparer.Ordinal);
        foreach (NanoProject project in projects)
        {
            foreach (LibraryReference reference in project.Libraries)
            {
                if (!found.ContainsKey(reference.Name))
                {
                    NanoLibrary library = _libraries.Find(reference, project.AssemblyName);
                    found.Add(reference.Name, library);
                    if (reference.Version is Version version && NanoAssembly.Load(library.PeFile).Version is Version actual && actual != version)
                    {
                        _warnings.Add($"{project.AssemblyName} names {reference.Name} {version}, but {library.PeFile} is {actual}");
                    }
                }
            }
        }

        if (!found.ContainsKey(CoreLibrary))
        {
            found.Add(CoreLibrary, _libraries.Find(new LibraryReference(CoreLibrary, null), projects[^1].AssemblyName));
        }

        return found;
    }

    /// <summary>The projects with the board's wiring, written to the working folder, in place of their own.</summary>
    private IReadOnlyList<NanoProject> WithBoard(IReadOnlyList<NanoProject> projects, string work)
    {
        if (_options.Board == null)
        {
            return projects;
        }

        string pins = Path.Combine(work, BoardPinsSource.FileName);
        File.WriteAllText(pins, BoardPinsSource.Of(_options.Board));
        return [.. projects.Select(project => project with { Sources = [.. project.Sources.Select(source => Path.GetFileName(source) == BoardPinsSource.FileName ? pins : source)] })];
    }

    private List<NanoAssembly> Build(IReadOnlyList<NanoProject> projects, Dictionary<string, NanoLibrary> libraries, string work)
    {
        var assemblies = new List<NanoAssembly>();
        string[] hints = [.. libraries.Values.Select(library => library.Assembly), .. projects.Select(project => Path.Combine(work, project.FileName))];
        Dictionary<string, string> outputs = projects.ToDictionary(project => project.Path, project => Path.Combine(work, project.FileName));
        for (int index = 0; index < projects.Count; index++)
        {
            NanoProject project = projects[index];
            string output = outputs[project.Path];
            Report(2 * index, projects.Count, $"compiling {project.AssemblyName}");
            IEnumerable<string> names = project.Libraries.Select(reference => reference.Name).Prepend(CoreLibrary).Distinct();
            IEnumerable<string> references = [.. names.Select(name => libraries[name].Assembly), .. project.Projects.Select(path => outputs[path])];
            _warnings.AddRange(Compilation.Run(_sdk, project, references, output, _cancellation));
            Report(2 * index + 1, projects.Count, $"processing {project.AssemblyName}");
            assemblies.Add(Process(project, output, [.. hints.Where(hint => hint != output && File.Exists(hint))]));
        }

        Report(2 * projects.Count, projects.Count, "packing");
        return assemblies;
    }

    private NanoAssembly Process(NanoProject project, string output, IReadOnlyList<string> hints)
    {
        string peFile = Path.ChangeExtension(output, ".pe");
        IReadOnlyList<string> lines = _processor.Run(output, peFile, hints, _cancellation);
        try
        {
            NanoAssembly assembly = NanoAssemblyReader.Read(File.ReadAllBytes(peFile), Path.Combine(_options.Output, Path.GetFileName(peFile)));
            NativeTable.Check(project, assembly);
            return assembly;
        }
        catch (DeploymentException exception)
        {
            throw new DeploymentException(exception.Message, exception) { ToolOutput = lines };
        }
    }

    /// <summary>Adds the libraries that projects name, and those that these need themselves.</summary>
    private void AddLibraries(List<NanoAssembly> assemblies, Dictionary<string, NanoLibrary> libraries)
    {
        assemblies.AddRange(libraries.Values.Select(library => NanoAssembly.Load(library.PeFile)));
        for (int index = 0; index < assemblies.Count; index++)
        {
            foreach (NanoReference reference in assemblies[index].References)
            {
                if (assemblies.TrueForAll(assembly => assembly.Name != reference.Name) && _libraries.TryFind(reference) is NanoLibrary library)
                {
                    assemblies.Add(NanoAssembly.Load(library.PeFile));
                }
            }
        }
    }

    /// <summary>Moves what was built to the output folder; returns the path of the image.</summary>
    private string Publish(string work, IReadOnlyList<NanoProject> projects, ApplicationImage image)
    {
        foreach (string extension in projects.SelectMany(project => new[] { Path.GetExtension(project.FileName), ".pdb", ".pe", ".pdbx" }).Distinct())
        {
            foreach (string file in projects.Select(project => Path.Combine(work, project.AssemblyName + extension)).Where(File.Exists))
            {
                File.Move(file, Path.Combine(_options.Output, Path.GetFileName(file)), overwrite: true);
            }
        }

        foreach (NanoAssembly library in image.Assemblies.Where(assembly => projects.All(project => project.AssemblyName != assembly.Name)))
        {
            AtomicFile.Write(Path.Combine(_options.Output, library.Name + ".pe"), stream => stream.Write(library.Bytes.Span));
        }

        string path = Path.Combine(_options.Output, projects[^1].AssemblyName + ".bin");
        AtomicFile.Write(path, stream => stream.Write(image.Bytes.Span));
        return path;
    }

    private void Report(int done, int projects, string name) => _progress.Report(new BuildStep(done, 2 * projects + 1, name));
}
