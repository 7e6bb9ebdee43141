// SPDX-License-Identifier: MIT
// What tests/device uses of nanoFramework.TestFramework, with its names and signatures, so that the device's tests run on the PC too.
namespace nanoFramework.TestFramework;

/// <summary>A class with tests.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TestClassAttribute : Attribute
{
}

/// <summary>A test.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TestMethodAttribute : Attribute
{
}

/// <summary>A test's arguments.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DataRowAttribute(params object[] methodParameters) : Attribute
{
    /// <summary>The arguments.</summary>
    public object[] MethodParameters { get; } = methodParameters;
}

/// <summary>What a test claims.</summary>
public static class Assert
{
    /// <summary>Claims that two values are equal.</summary>
    public static void AreEqual(int expected, int actual, string message = "") => Xunit.Assert.True(expected == actual, $"{message}: {expected} expected, {actual} found");

    /// <summary>Claims that two values are equal.</summary>
    public static void AreEqual(uint expected, uint actual, string message = "") => Xunit.Assert.True(expected == actual, $"{message}: {expected} expected, {actual} found");

    /// <summary>Claims that two values are equal.</summary>
    public static void AreEqual(sbyte expected, sbyte actual, string message = "") => Xunit.Assert.True(expected == actual, $"{message}: {expected} expected, {actual} found");

    /// <summary>Claims that two values are equal.</summary>
    public static void AreEqual(string expected, string actual, string message = "") => Xunit.Assert.True(expected == actual, $"{message}: {expected} expected, {actual} found");

    /// <summary>Claims that something is so.</summary>
    public static void IsTrue(bool condition, string message = "") => Xunit.Assert.True(condition, message);

    /// <summary>Claims that something is not so.</summary>
    public static void IsFalse(bool condition, string message = "") => Xunit.Assert.False(condition, message);
}
