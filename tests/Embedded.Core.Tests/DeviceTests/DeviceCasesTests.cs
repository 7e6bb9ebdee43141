// SPDX-License-Identifier: MIT
using System.Reflection;
using Embedded.DeviceTests;
using Embedded.Inference;
using Embedded.Testing;
using nanoFramework.TestFramework;

namespace Embedded.Core.Tests.DeviceTests;

/// <summary>tests/device: its stored cases are those that this PC computes, and its tests, as they are, pass here.</summary>
public class DeviceCasesTests
{
    /// <summary>A test run with this variable set to 1 writes the files again.</summary>
    private const string WriteVariable = "EMBEDDED_WRITE_DEVICE_CASES";

    private static readonly string s_folder = Path.Combine(SharedFolder.Repository, "tests", "device");

    public static TheoryData<string, int> Tests
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (MethodInfo method in Methods)
            {
                int rows = method.GetCustomAttributes<DataRowAttribute>().Count();
                for (int row = 0; row < Math.Max(1, rows); row++)
                {
                    data.Add($"{method.DeclaringType!.Name}.{method.Name}", row);
                }
            }

            return data;
        }
    }

    private static IEnumerable<MethodInfo> Methods => typeof(Noise).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<nanoFramework.TestFramework.TestClassAttribute>() != null)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<TestMethodAttribute>() != null);

    [Fact]
    public void Generated_Files_AreThoseOfThisPc()
    {
        string folder = Path.Combine(s_folder, "Generated");
        IReadOnlyDictionary<string, string> files = DeviceCases.Files();
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            Directory.CreateDirectory(folder);
            foreach ((string name, string text) in files)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }
        }

        Xunit.Assert.Equal(files.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Xunit.Assert.All(files, file => Xunit.Assert.Equal(file.Value, File.ReadAllText(Path.Combine(folder, file.Key)).ReplaceLineEndings("\n")));
        Xunit.Assert.InRange(files.Values.Sum(text => text.Length), 20_000, 65_000);
    }

    [Fact]
    public void DamageCases_Codes_AreNearlyAll()
    {
        int[] codes = [.. Enumerable.Range(0, Embedded.DeviceTests.Generated.DamageCases.Count).Select(index => Embedded.DeviceTests.Generated.DamageCases.Damage(index)[0]).Distinct()];

        Xunit.Assert.InRange(codes.Length, 16, ModelError.BadArena - ModelError.NotAModel + 1);
    }

    [Fact]
    public void TieOperators_EachInLanes_HasNegativeTies()
    {
        int first = Embedded.DeviceTests.Generated.OperatorCases.Count - TieOperators.All().Count();

        Xunit.Assert.All(TieOperators.All(), (file, index) =>
        {
            var kernels = new LaneKernels();
            Model model = ModelReader.Read(new SegmentedModel(file));
            kernels.Prepare(model);
            Xunit.Assert.True(kernels.RunsInLanes(model.Operators[0]));
            Xunit.Assert.InRange(TieOperators.NegativeTies(file, changed => DeviceCases.Run(changed, first + index).Output), 3, 30);
        });
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void DeviceTest_OnThisPc_Passes(string name, int row)
    {
        MethodInfo method = Methods.Single(method => $"{method.DeclaringType!.Name}.{method.Name}" == name);
        object[]? arguments = method.GetCustomAttributes<DataRowAttribute>().ElementAtOrDefault(row)?.MethodParameters;
        object test = Activator.CreateInstance(method.DeclaringType!)!;

        method.Invoke(test, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
