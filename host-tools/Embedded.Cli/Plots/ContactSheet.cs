// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Data;
using SkiaSharp;

namespace Embedded.Cli.Plots;

/// <summary>Many small pictures in a grid with text below each, on as many pages as that takes.</summary>
internal static class ContactSheet
{
    private const int ThumbnailSide = 176;
    private const int Gap = 12;
    private const int LineHeight = 16;
    private const int TextLines = 3;
    private const int TitleHeight = 44;
    private const int PicturesAcross = 8;
    private const int Rows = 5;
    private const int CellHeight = ThumbnailSide + TextLines * LineHeight + Gap + 4;

    private static readonly SKColor s_ink = SKColor.Parse("#30363d");
    private static readonly SKColor s_accent = SKColor.Parse("#b35c00");
    private static readonly SKColor s_quiet = SKColor.Parse("#6b7480");
    private static readonly SKColor s_empty = SKColor.Parse("#eef1f4");

    /// <summary>Writes the pages: PATH, then PATH with -2, -3 and so on before its ending.</summary>
    /// <param name="title">Above the pictures of every page; the range of pictures follows it.</param>
    /// <param name="cells">At least one.</param>
    /// <param name="path">Ends in .png.</param>
    /// <param name="session">Progress and cancellation.</param>
    /// <returns>The files.</returns>
    /// <exception cref="PictureException">A picture can no longer be read.</exception>
    public static IReadOnlyList<string> Save(string title, IReadOnlyList<ContactCell> cells, string path, Session session)
    {
        using SKTypeface typeface = SKTypeface.FromFile(Path.Combine(AppContext.BaseDirectory, "Fonts", "DejaVuSans.ttf"));
        int columns = PicturesAcross / cells[0].Pictures.Count;
        int perPage = columns * Rows;
        string[] files = [.. Enumerable.Range(0, (cells.Count + perPage - 1) / perPage).Select(page => NameOf(path, page))];
        session.Track("drawing", meter =>
        {
            for (int page = 0; page < files.Length; page++)
            {
                session.Cancellation.ThrowIfCancellationRequested();
                int first = page * perPage;
                ContactCell[] shown = [.. cells.Skip(first).Take(perPage)];
                byte[] png = Draw($"{title}, {first + 1} to {first + shown.Length} of {cells.Count}", shown, columns, typeface);
                AtomicFile.Write(OutputFile.Prepare(files[page]), png);
                meter.Report((page + 1.0) / files.Length);
            }

            return files.Length;
        });
        return files;
    }

    /// <summary>suspects.png, suspects-2.png, ...</summary>
    private static string NameOf(string path, int page) =>
        page == 0 ? path : Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-{page + 1}{Path.GetExtension(path)}");

    private static byte[] Draw(string title, ContactCell[] cells, int columns, SKTypeface typeface)
    {
        int across = cells[0].Pictures.Count;
        int cellWidth = across * ThumbnailSide + Gap;
        int usedColumns = Math.Min(columns, Math.Max(cells.Length, columns / 2)); // a title needs some width
        int rows = (cells.Length + columns - 1) / columns;
        var info = new SKImageInfo(usedColumns * cellWidth + Gap, TitleHeight + rows * CellHeight, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(info) ?? throw new IOException("the contact sheet does not fit into memory");
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        using var titleFont = new SKFont(typeface, 17);
        using var font = new SKFont(typeface, 11);
        Text(canvas, title, Gap, 28, info.Width - 2 * Gap, titleFont, s_ink);
        for (int index = 0; index < cells.Length; index++)
        {
            int left = Gap + index % columns * cellWidth;
            int top = TitleHeight + index / columns * CellHeight;
            for (int picture = 0; picture < across; picture++)
            {
                Thumbnail(canvas, cells[index].Pictures[picture](), left + picture * ThumbnailSide, top);
            }

            for (int line = 0; line < cells[index].Lines.Count; line++)
            {
                SKColor colour = line == 0 ? s_ink : line == 1 ? s_accent : s_quiet;
                Text(canvas, cells[index].Lines[line], left, top + ThumbnailSide + (line + 1) * LineHeight - 2, across * ThumbnailSide - 2, font, colour);
            }
        }

        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Text(SKCanvas canvas, string text, float left, float baseline, float width, SKFont font, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(Shorten(text, width, font), left, baseline, SKTextAlign.Left, font, paint);
    }

    /// <summary>The text with ".." in place of as much of its middle as does not fit.</summary>
    private static string Shorten(string text, float width, SKFont font)
    {
        string shown = text;
        for (int kept = text.Length - 1; kept > 2 && font.MeasureText(shown) > width; kept--)
        {
            shown = $"{text[..((kept + 1) / 2)]}..{text[^(kept / 2)..]}";
        }

        return shown;
    }

    /// <summary>The whole picture, as large as its place allows, in its middle.</summary>
    private static void Thumbnail(SKCanvas canvas, Picture picture, int left, int top)
    {
        const int side = ThumbnailSide - 2;
        using var background = new SKPaint { Color = s_empty };
        canvas.DrawRect(left, top, side, side, background);
        float scale = (float)side / Math.Max(picture.Width, picture.Height);
        float width = picture.Width * scale;
        float height = picture.Height * scale;
        using SKImage image = ToImage(picture);
        canvas.DrawImage(
            image,
            SKRect.Create(left + (side - width) / 2, top + (side - height) / 2, width, height),
            scale > 1 ? new SKSamplingOptions(SKCubicResampler.Mitchell) : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    private static SKImage ToImage(Picture picture)
    {
        var rgba = new byte[picture.Rgb.Length / 3 * 4];
        for (int source = 0, target = 0; source < picture.Rgb.Length; source += 3, target += 4)
        {
            picture.Rgb.AsSpan(source, 3).CopyTo(rgba.AsSpan(target));
            rgba[target + 3] = 255;
        }

        return SKImage.FromPixelCopy(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), rgba);
    }
}
