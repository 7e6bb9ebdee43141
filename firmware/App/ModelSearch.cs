// SPDX-License-Identifier: MIT
// Which model a board runs: of the slots in flash the one with the largest sequence number (docs/model-slots.md), else another slot's, else
// the file, else the one in the application. What does not open is passed over, so that a transfer that broke leaves the board with the
// model that it had.
using System;
using Embedded.Device;
using Embedded.FirstLight;
using Embedded.Inference;
using Embedded.Native;
using Embedded.Report;

namespace Embedded.App;

/// <summary>Looks for a model that runs, and reports every place where it looked.</summary>
public sealed class ModelSearch
{
    private const int Slots = 2; // as in board.json

    private readonly ModelReport _report;
    private IFrameEngine _engine; // null until a model runs

    /// <summary>Reports to <paramref name="report"/>.</summary>
    public ModelSearch(ModelReport report)
    {
        _report = report;
    }

    /// <summary>Opens the first model that runs.</summary>
    /// <exception cref="DeviceException">None does.</exception>
    /// <exception cref="NotSupportedException">The firmware has no native part.</exception>
    public IFrameEngine Open()
    {
        SearchSlots();
        if (_engine == null)
        {
            SearchFile();
        }

        if (_engine == null)
        {
            BakedData data = new BakedData();
            _report.WriteBuiltIn(Crc(data), Try(data, NativeModel.MemorySlot));
        }

        if (_engine == null)
        {
            throw new DeviceException(DeviceError.NoModel);
        }

        return _engine;
    }

    private void SearchSlots()
    {
        FlashModel[] models = new FlashModel[Slots];
        uint[] sequences = new uint[Slots];
        string[] states = new string[Slots];
        for (int slot = 0; slot < Slots; slot++)
        {
            models[slot] = new FlashModel(slot);
            sequences[slot] = NativeModel.Sequence(slot);
            states[slot] = models[slot].Length == 0 ? ModelReport.Empty : ModelReport.Spare;
        }

        int newest = Newest(sequences, states);
        while (newest >= 0 && _engine == null)
        {
            states[newest] = Try(models[newest], newest);
            newest = Newest(sequences, states);
        }

        for (int slot = 0; slot < Slots; slot++)
        {
            _report.WriteSlot(slot, sequences[slot], Crc(models[slot]), states[slot]);
        }
    }

    /// <summary>Of the slots that were not tried the one with the largest number, of equal ones the first; -1 if all were.</summary>
    private static int Newest(uint[] sequences, string[] states)
    {
        int newest = -1;
        for (int slot = 0; slot < Slots; slot++)
        {
            if (states[slot] == ModelReport.Spare && (newest < 0 || sequences[slot] > sequences[newest]))
            {
                newest = slot;
            }
        }

        return newest;
    }

    private void SearchFile()
    {
        try
        {
            FileModel file = FileModel.Open();
            if (file == null)
            {
                _report.WriteFile(0, ModelReport.Empty);
                return;
            }

            uint crc = Crc(file);
            string state = Try(file, NativeModel.MemorySlot);
            file.Close();
            _report.WriteFile(crc, state);
        }
        catch (DeviceException exception)
        {
            _report.WriteFile(0, "B" + exception.Code.ToString());
        }
    }

    /// <summary>Opens a model; returns its state for the console.</summary>
    private string Try(IModelSource source, int slot)
    {
        try
        {
            IFrameEngine engine = BoardEngine.Open(source, slot);
            CaptureLoop.Check(engine.Model);
            _engine = engine;
            return ModelReport.Used;
        }
        catch (ModelFormatException exception)
        {
            return "M" + exception.Code.ToString();
        }
        catch (DeviceException exception)
        {
            return "B" + exception.Code.ToString();
        }
        catch (OutOfMemoryException)
        {
            return "B" + DeviceError.OutOfMemory.ToString();
        }
        catch (Exception)
        {
            return "B" + DeviceError.Unexpected.ToString();
        }
    }

    /// <summary>The CRC-32 in a model's header, 0 if it has none.</summary>
    private static uint Crc(IModelSource source)
    {
        if (source.Length < EmbFormat.HeaderBytes)
        {
            return 0;
        }

        byte[] crc = new byte[4];
        source.Read(EmbFormat.CrcPosition, crc, 0, crc.Length);
        return (uint)BitConverter.ToInt32(crc, 0);
    }
}
