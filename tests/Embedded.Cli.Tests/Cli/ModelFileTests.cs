// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Tests;

/// <summary>Model files that cannot be used, for every command that reads one.</summary>
public sealed class ModelFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string command in new[] { "inspect", "eval", "predict", "trace", "set", "simulate" })
            {
                foreach (string damage in new[] { "truncated", "newer", "crc", "other", "empty", "missing" })
                {
                    cases.Add(command, damage);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_UnusableModel_IsRefusedInOneSentenceAndLeftAlone(string command, string damage)
    {
        string model = _folder.Model();
        string sentence = Damage(model, damage);
        string picture = _folder.Picture();
        string flowers = _folder.Flowers(perClass: 1);
        string[] rest = command switch
        {
            "eval" => [flowers],
            "predict" or "trace" => [picture],
            "set" => ["threshold=60"],
            "simulate" => ["--frames", flowers],
            _ => [],
        };
        string[] before = Snapshot();

        CliRun.Of([command, model, .. rest]).AssertFails(ExitCode.BadInput, sentence);

        CliRun json = CliRun.Of([command, model, .. rest, "--json"]);
        Assert.Equal(ExitCode.BadInput, json.Code);
        Assert.Contains(sentence, json.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Contains("model.emb", json.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(before, Snapshot());
    }

    private static string Damage(string path, string damage)
    {
        byte[] bytes = File.ReadAllBytes(path);
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
                return "cut short";
            case "newer":
                bytes[4] = 9;
                File.WriteAllBytes(path, bytes);
                return "newer version";
            case "crc":
                bytes[^20] ^= 1;
                File.WriteAllBytes(path, bytes);
                return "CRC-32";
            case "other":
                File.WriteAllText(path, "TFL3 and more text that is no model at all");
                return "not an .emb model";
            case "empty":
                File.WriteAllBytes(path, []);
                return "the file is empty";
            default:
                File.Delete(path);
                return "there is no such file";
        }
    }

    private string[] Snapshot() => [.. _folder.Files().Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")];
}
