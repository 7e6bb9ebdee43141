// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace Embedded.Boards;

/// <summary>Reads the application image of a file back, as a nanoCLR finds its assemblies, and checks it as the packer does.</summary>
public static class ApplicationImageFile
{
    private const int Alignment = 4;
    private const int SizePosition = NanoHeader.Tables + sizeof(uint) * (int)NanoTable.EndOfAssembly;

    private const string WhatAnImageIs = "an application image is an application and all assemblies it needs, one .pe file behind the other: `embedded build-app` makes it";

    /// <summary>Reads and checks an image.</summary>
    /// <param name="path">Such as app.bin.</param>
    /// <param name="roomBytes">What the board has for applications.</param>
    /// <exception cref="DeploymentException">There is no such file, it is no whole image of nanoFramework 1.x, or it does not fit.</exception>
    public static ApplicationImage Load(string path, int roomBytes)
    {
        if (!File.Exists(path))
        {
            throw new DeploymentException($"{path}: there is no such file; {WhatAnImageIs}");
        }

        if (new FileInfo(path).Length > roomBytes)
        {
            throw new DeploymentException(FormattableString.Invariant($"{path} has {new FileInfo(path).Length:N0} bytes, but the board has room for {roomBytes:N0}; leave out assemblies that the application does not need"));
        }

        return Read(File.ReadAllBytes(path), path, roomBytes);
    }

    internal static ApplicationImage Read(byte[] bytes, string path, int roomBytes)
    {
        var assemblies = new List<NanoAssembly>();
        for (int position = 0; position < bytes.Length;)
        {
            CheckMarker(bytes, position, path);
            int length = bytes.Length - position; // what is too short for a header is refused by the reader
            if (length > NanoHeader.Bytes && bytes.AsSpan(position).StartsWith(NanoHeader.Marker))
            {
                length = (int)Math.Clamp(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(position + SizePosition)), NanoHeader.Bytes, (uint)length);
            }

            string place = assemblies.Count == 0 ? path : FormattableString.Invariant($"{path}, at byte {position}");
            assemblies.Add(NanoAssemblyReader.Read(bytes.AsSpan(position, length).ToArray(), place));
            position += (length + Alignment - 1) / Alignment * Alignment;
        }

        if (assemblies.Count == 0)
        {
            throw new DeploymentException($"{path} is empty; {WhatAnImageIs}");
        }

        return assemblies is [{ IsExecutable: false } or { References.Count: > 0 }]
            ? throw new DeploymentException($"{path} is the single assembly {assemblies[0].Name}, no application image; {WhatAnImageIs}")
            : ApplicationImage.Pack(assemblies, roomBytes) with { Assemblies = assemblies, Bytes = bytes };
    }

    private static void CheckMarker(byte[] bytes, int position, string path)
    {
        ReadOnlySpan<byte> rest = bytes.AsSpan(position);
        if (rest.StartsWith(NanoHeader.Marker) || rest.StartsWith(NanoHeader.MarkerOfVersion2))
        {
            return;
        }

        string fault = position > 0 ? FormattableString.Invariant($"holds something else than assemblies from byte {position} on")
            : FileContent.Describe(rest) is string other ? $"is {other}, no application image"
            : "is no application image";
        throw new DeploymentException($"{path} {fault}; {WhatAnImageIs}{(FileContent.IsModel(rest) ? ", and `embedded flash --model` writes a model" : "")}");
    }
}
