// SPDX-License-Identifier: MIT
namespace Embedded.Report;

/// <summary>
/// A model's labels as the console prints them: at most 12 of the characters A-Z a-z 0-9 - _ and a full stop, everything else
/// becomes "_". A name that had to be changed and then equals another one ends in "~" and the class's index.
/// </summary>
public sealed class ClassNames
{
    /// <summary>Most characters a name.</summary>
    public const int MaxLength = 12;

    /// <summary>What is printed instead of a name when no class was decided on; never the name of a class.</summary>
    public const string Unknown = "unknown";

    private readonly string[] _names;

    /// <summary>Prepares the names; without labels they are class0, class1 and so on.</summary>
    /// <param name="labels">[classes] or none.</param>
    /// <param name="classes">Outputs of the network.</param>
    public ClassNames(string[] labels, int classes)
    {
        _names = new string[classes];
        for (int index = 0; index < classes; index++)
        {
            _names[index] = Clean(index < labels.Length ? labels[index] : "", index);
        }

        for (int index = 0; index < classes; index++)
        {
            bool isChanged = index >= labels.Length || _names[index] != labels[index];
            if (_names[index] == Unknown || (isChanged && IsTwice(index)))
            {
                string suffix = "~" + index.ToString();
                string name = _names[index];
                int kept = MaxLength - suffix.Length;
                _names[index] = (name.Length > kept ? name.Substring(0, kept) : name) + suffix;
            }
        }
    }

    /// <summary>Number of classes.</summary>
    public int Count => _names.Length;

    /// <summary>The name of a class.</summary>
    public string this[int index] => _names[index];

    private static string Clean(string label, int index)
    {
        if (label.Length == 0)
        {
            return "class" + index.ToString();
        }

        char[] text = label.ToCharArray();
        int length = text.Length > MaxLength ? MaxLength : text.Length;
        for (int at = 0; at < length; at++)
        {
            char c = text[at];
            bool isPlain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
            if (!isPlain)
            {
                text[at] = '_';
            }
        }

        return new string(text, 0, length);
    }

    private bool IsTwice(int index)
    {
        for (int other = 0; other < _names.Length; other++)
        {
            if (other != index && _names[other] == _names[index])
            {
                return true;
            }
        }

        return false;
    }
}
