// SPDX-License-Identifier: MIT
namespace Embedded.Cli;

/// <summary>What the process returns; also listed by --help.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Something unexpected: a defect, a full disk, a folder that may not be written.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line is wrong: an unknown option, an impossible value, an unknown board.</summary>
    public const int Usage = 2;

    /// <summary>A model, picture, data set or run cannot be used.</summary>
    public const int BadInput = 3;

    /// <summary>A demanded accuracy or equality was not reached.</summary>
    public const int CheckFailed = 4;

    /// <summary>A board or port is not there or taken, or the board does not print what is needed.</summary>
    public const int DeviceUnavailable = 5;

    /// <summary>Stopped by Ctrl+C or a termination signal.</summary>
    public const int Cancelled = 130;

    /// <summary>For --help.</summary>
    public const string Summary = "0 done, 1 unexpected, 2 usage, 3 bad input, 4 check failed, 5 device unavailable, 130 cancelled";
}
