// SPDX-License-Identifier: MIT
// From a camera frame to the model's input tensor, in integers only. The one definition that the trainer, the
// calibrator, the evaluator, the simulator and the firmware share:
//   1. centre crop to the model's aspect (the largest such rectangle, the odd pixel left at the bottom or right)
//   2. area or bilinear resize to the model's input, rounded half up
//   3. int8 = pixel XOR 0x80, or the model's 256-entry table
using System;

namespace Embedded.Vision;

/// <summary>Turns frames into int8 input tensors [height, width, channels].</summary>
public sealed class Preprocessor
{
    private readonly InputSpec _spec;
    private readonly PixelReader _reader;
    private readonly int[] _pixel = new int[3]; // one pixel in the model's channels, 0..255
    private readonly long[] _sum = new long[3];
    private int[] _row = new int[0]; // [crop width, channels] one source row, 0..255
    private int[] _rowSums = new int[0]; // [crop width, channels] weighted sum of the source rows under one output row

    /// <summary>Prepares for one model's input; two rows are allocated with the first frame, nothing after it while frames keep their size.</summary>
    public Preprocessor(InputSpec spec)
    {
        _spec = spec;
        _reader = new PixelReader(spec.Channels);
    }

    /// <summary>Writes the input tensor for <paramref name="frame"/> to <paramref name="tensor"/> from <paramref name="offset"/> on.</summary>
    /// <param name="frame">Any size and format.</param>
    /// <param name="tensor">[.., height, width, channels] int8.</param>
    /// <param name="offset">Index of the tensor's first element.</param>
    public void Run(Frame frame, sbyte[] tensor, int offset)
    {
        int cropWidth = frame.Width;
        int cropHeight = frame.Height;
        if ((long)cropWidth * _spec.Height > (long)cropHeight * _spec.Width)
        {
            cropWidth = AtLeastOne((int)((long)cropHeight * _spec.Width / _spec.Height));
        }
        else
        {
            cropHeight = AtLeastOne((int)((long)cropWidth * _spec.Height / _spec.Width));
        }

        int left = (frame.Width - cropWidth) / 2;
        int top = (frame.Height - cropHeight) / 2;
        _reader.Open(frame);
        if (_spec.Resize == ResizeMethod.Area)
        {
            MeanOfAreas(left, top, cropWidth, cropHeight, tensor, offset);
            return;
        }

        for (int outY = 0; outY < _spec.Height; outY++)
        {
            for (int outX = 0; outX < _spec.Width; outX++)
            {
                Interpolate(left, top, cropWidth, cropHeight, outX, outY);
                for (int channel = 0; channel < _spec.Channels; channel++)
                {
                    tensor[offset++] = ToInt8(_pixel[channel]);
                }
            }
        }
    }

    /// <summary>Exact mean: vertically an output pixel spans cropHeight units and a source pixel Height units of 1/(cropHeight Height), and so across.</summary>
    private void MeanOfAreas(int left, int top, int cropWidth, int cropHeight, sbyte[] tensor, int offset)
    {
        int values = cropWidth * _spec.Channels;
        if (_row.Length < values)
        {
            _row = new int[values];
            _rowSums = new int[values];
        }

        int readY = -1; // the source row in _row
        for (int outY = 0; outY < _spec.Height; outY++)
        {
            int start = outY * cropHeight;
            int end = start + cropHeight;
            int firstY = start / _spec.Height;
            for (int y = firstY; y * _spec.Height < end; y++)
            {
                if (y != readY)
                {
                    _reader.ReadRow(left, top + y, cropWidth, _row);
                    readY = y;
                }

                AddRow(Overlap(y * _spec.Height, _spec.Height, start, end), y == firstY, values);
            }

            offset = MeansOfRow(cropWidth, (long)cropWidth * cropHeight, tensor, offset);
        }
    }

    private void AddRow(int weight, bool isFirst, int values)
    {
        int[] row = _row;
        int[] sums = _rowSums;
        for (int index = 0; index < values; index++)
        {
            sums[index] = (isFirst ? 0 : sums[index]) + weight * row[index];
        }
    }

    private int MeansOfRow(int cropWidth, long total, sbyte[] tensor, int offset)
    {
        int[] sums = _rowSums;
        int channels = _spec.Channels;
        for (int outX = 0; outX < _spec.Width; outX++)
        {
            int start = outX * cropWidth;
            int end = start + cropWidth;
            int firstX = start / _spec.Width;
            for (int channel = 0; channel < channels; channel++)
            {
                long sum = total / 2;
                int unit = firstX * _spec.Width;
                for (int index = firstX * channels + channel; unit < end; index += channels)
                {
                    sum += (long)Overlap(unit, _spec.Width, start, end) * sums[index];
                    unit += _spec.Width;
                }

                tensor[offset++] = ToInt8(Quotient(sum, total));
            }
        }

        return offset;
    }

    /// <summary>Half-pixel centres: source = (out + 1/2) crop / size - 1/2, clamped to the crop; weights in units of 1/(2 size).</summary>
    private void Interpolate(int left, int top, int cropWidth, int cropHeight, int outX, int outY)
    {
        int unitX = 2 * _spec.Width;
        int unitY = 2 * _spec.Height;
        int sourceX = Clamp((2 * outX + 1) * cropWidth - _spec.Width, (cropWidth - 1) * unitX);
        int sourceY = Clamp((2 * outY + 1) * cropHeight - _spec.Height, (cropHeight - 1) * unitY);
        _sum[0] = 0;
        _sum[1] = 0;
        _sum[2] = 0;
        for (int tap = 0; tap < 4; tap++)
        {
            int x = sourceX / unitX + (tap & 1);
            int y = sourceY / unitY + (tap >> 1);
            int weightX = (tap & 1) == 0 ? unitX - sourceX % unitX : sourceX % unitX;
            int weightY = (tap >> 1) == 0 ? unitY - sourceY % unitY : sourceY % unitY;
            if (weightX == 0 || weightY == 0)
            {
                continue; // also keeps the last row and column inside the crop
            }

            _reader.Read(left + x, top + y, _pixel);
            for (int channel = 0; channel < _spec.Channels; channel++)
            {
                _sum[channel] += (long)weightX * weightY * _pixel[channel];
            }
        }

        Divide((long)unitX * unitY);
    }

    private void Divide(long total)
    {
        for (int channel = 0; channel < _spec.Channels; channel++)
        {
            _pixel[channel] = Quotient(_sum[channel] + total / 2, total);
        }
    }

    private sbyte ToInt8(int pixel) => _spec.PixelToInt8 == null ? (sbyte)(pixel ^ 0x80) : _spec.PixelToInt8[pixel];

    /// <summary>A quotient of at most 255; 32 bits are enough for crops of up to 16 megapixels, and much faster.</summary>
    private static int Quotient(long dividend, long divisor) =>
        divisor < 1 << 24 ? (int)((uint)dividend / (uint)divisor) : (int)(dividend / divisor);

    private static int Overlap(int start, int length, int from, int to)
    {
        int first = start > from ? start : from;
        int end = start + length < to ? start + length : to;
        return end - first;
    }

    private static int Clamp(int value, int maximum) => value < 0 ? 0 : value > maximum ? maximum : value;

    private static int AtLeastOne(int value) => value < 1 ? 1 : value;
}
