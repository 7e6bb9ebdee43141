// SPDX-License-Identifier: MIT
using System.Reflection;
using System.Text;
using System.Text.Json;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.Source;
using Embedded.Data;
using Embedded.House.Tests.NanoSubset;
using Embedded.Testing;

namespace Embedded.House.Tests.Firmware;

public class FirstLightDataTests
{
    private const int NanoSectionBytes = 65_535; // constant data and signatures of an assembly

    private static readonly string s_generated = Path.Combine(SharedFolder.Repository, "firmware", "FirstLight", "Generated");

    [Fact]
    public void Generated_Files_AreThoseOfTheModelAndItsPictures()
    {
        string folder = Path.Combine(SharedFolder.Repository, "models", "first-light");
        EmbFile file = EmbFile.Load(Path.Combine(folder, "model.emb"));
        string baked = File.ReadAllText(Path.Combine(s_generated, "Baked.cs"));
        Assert.SkipUnless(baked.Contains($"CRC-32 {file.Model.Crc:x8}"), "this checkout has another model built in than models/first-light");
        IEnumerable<BakedPicture> pictures = Dataset.Open(Path.Combine(folder, "pictures")).Samples
            .Select(sample => BakedPicture.Of(file, sample.Path.Split('/')[0], PictureFile.Load(sample.FullPath)));

        IReadOnlyList<KeyValuePair<string, byte[]>> expected = FirstLightData.Write(file, [.. pictures]);

        Assert.All(expected, item => Assert.Equal(Encoding.UTF8.GetString(item.Value), File.ReadAllText(Path.Combine(s_generated, item.Key)).ReplaceLineEndings("\n")));
        Assert.Equal(expected.Count, Directory.GetFiles(s_generated, "*", SearchOption.AllDirectories).Count(path => !path.Contains("/bin/") && !path.Contains("/obj/")));
        Assert.Equal(1, file.Model.Decision.Smoothing);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 30)]
    public void Write_AnyModel_GivesItsBytesInParts(int channels, int count)
    {
        EmbFile file = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1, size: 48, channels: channels)));
        var random = new Random(1);
        BakedPicture[] pictures = [.. Enumerable.Range(0, count).Select(index =>
        {
            byte[] rgb = new byte[3 * 50 * 40];
            random.NextBytes(rgb);
            return BakedPicture.Of(file, $"picture \"{index}\"", new Picture(50, 40, rgb));
        })];

        Dictionary<string, string> files = FirstLightData.Write(file, pictures).ToDictionary(item => item.Key, item => Encoding.UTF8.GetString(item.Value));

        string[] projects = [.. files.Keys.Where(path => path.EndsWith(".nfproj", StringComparison.Ordinal))];
        var source = new NanoSource(files.Where(item => item.Key.EndsWith(".cs", StringComparison.Ordinal)).Select(item => new SourceFile(item.Key, item.Value)));
        Assert.Empty(source.LanguageErrors());
        Assert.Empty(source.Violations(NanoLanguageRules.All));
        Assembly application = ExportedModel.Compile([.. projects.Select(path => path.Split('/')[0])], path => files[path], files["Baked.cs"]);
        Type baked = application.GetType("Embedded.FirstLight.Baked")!;
        int Constant(string name) => (int)baked.GetField(name)!.GetRawConstantValue()!;
        byte[] expected = [.. file.Bytes, .. pictures.SelectMany(picture => picture.Pixels.Concat(picture.Outputs.Select(output => (byte)output)))];
        var bytes = new List<byte>();
        for (int part = 0; bytes.Count < expected.Length; part++)
        {
            bytes.AddRange((byte[])baked.GetMethod("Part")!.Invoke(null, [part])!);
        }

        Assert.Equal(expected, bytes);
        Assert.Equal((file.Bytes.Length, count, FirstLightData.PartBytes), (Constant("ModelBytes"), Constant("PictureCount"), Constant("PartBytes")));
        Assert.Equal(pictures.Select(picture => picture.Name), Enumerable.Range(0, count).Select(index => (string)baked.GetMethod("PictureName")!.Invoke(null, [index])!));
        Assert.Equal((expected.Length - 1) / (FirstLightData.PartBytes * FirstLightData.PartsPerProject) + 1, projects.Length);
        Assert.InRange(FirstLightData.PartBytes * FirstLightData.PartsPerProject, 1, NanoSectionBytes - 4096);
        Assert.All(projects, path => Assert.Contains($"{path.Split('/')[0]}\\{path.Split('/')[0]}.nfproj", files["Baked.projitems"]));
    }

    [Fact]
    public void Generated_DataProject_FindsThePackagesOfTheSolution()
    {
        JsonElement project = DeviceProject.Evaluate(Path.Combine(s_generated, "FirstLightData0", "FirstLightData0.nfproj"));

        JsonElement reference = Assert.Single(project.GetProperty("Items").GetProperty("Reference").EnumerateArray());
        string hint = reference.GetProperty("HintPath").GetString()!.Replace('\\', '/');
        Assert.Equal(Path.Combine(SharedFolder.Repository, "packages"), Path.GetFullPath(Path.Combine(s_generated, "FirstLightData0", hint.Split("/nano")[0])));
        string[] references = [.. DeviceProject.All["FirstLight"].Value.Items("ProjectReference").Select(item => Path.GetFullPath(item.GetProperty("FullPath").GetString()!.Replace('\\', '/')))];
        Assert.All(Directory.GetFiles(s_generated, "*.nfproj", SearchOption.AllDirectories), path => Assert.Contains(path, references));
    }

    [Fact]
    public void Write_TooMuch_IsRefusedInASentence()
    {
        EmbFile file = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1, size: 16)));

        Assert.StartsWith("0 pictures cannot be built in; give 1 to 100.", Assert.Throws<ArgumentException>(() => FirstLightData.Write(file, [])).Message);
        Assert.Contains("but a board has room for 1,500,000; use fewer pictures", Assert.Throws<ArgumentException>(() => FirstLightData.Write(file, [new BakedPicture("large", new byte[1_500_000], [])])).Message);
    }
}
