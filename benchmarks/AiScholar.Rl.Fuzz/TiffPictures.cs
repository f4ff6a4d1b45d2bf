using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace AiScholar.Rl.Fuzz;

/// <summary>Writes TIFF files of drawn pages: in strips, or in tiles when unpacked.</summary>
internal static class TiffPictures
{
    private const int Width = 400, Height = 304, Tile = 16;

    public static byte[] Write(Compression compression, params ReadOnlySpan<Action<SKCanvas>> pages)
    {
        using var content = new MemoryStream();
        using (Tiff tiff = Tiff.ClientOpen("drawn", "w", content, new OpenStream()))
        {
            foreach (Action<SKCanvas> page in pages)
                WritePage(tiff, page, compression);
        }

        return content.ToArray();
    }

    private static void WritePage(Tiff tiff, Action<SKCanvas> draw, Compression compression)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            draw(canvas);
        }

        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        tiff.SetField(TiffTag.IMAGEWIDTH, Width);
        tiff.SetField(TiffTag.IMAGELENGTH, Height);
        tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, 4);
        tiff.SetField(TiffTag.EXTRASAMPLES, 1, new[] { (short)ExtraSample.ASSOCALPHA });
        tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.RGB);
        tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.COMPRESSION, compression);
        if (compression == Compression.NONE)
            WriteTiles(tiff, pixels);
        else
            WriteStrips(tiff, pixels);
        tiff.WriteDirectory();
    }

    private static void WriteStrips(Tiff tiff, ReadOnlySpan<byte> pixels)
    {
        tiff.SetField(TiffTag.ROWSPERSTRIP, Tile);
        for (int y = 0; y < Height; y++)
            tiff.WriteScanline(pixels.Slice(y * Width * 4, Width * 4).ToArray(), y);
    }

    private static void WriteTiles(Tiff tiff, ReadOnlySpan<byte> pixels)
    {
        tiff.SetField(TiffTag.TILEWIDTH, Tile);
        tiff.SetField(TiffTag.TILELENGTH, Tile);
        byte[] tile = new byte[Tile * Tile * 4];
        for (int top = 0; top < Height; top += Tile)
        {
            for (int left = 0; left < Width; left += Tile)
            {
                for (int y = 0; y < Tile; y++)
                    MemoryMarshal.AsBytes(MemoryMarshal.Cast<byte, uint>(pixels).Slice(((top + y) * Width) + left, Tile)).CopyTo(tile.AsSpan(y * Tile * 4));
                tiff.WriteTile(tile, left, top, 0, 0);
            }
        }
    }

    /// <summary>Leaves the stream open.</summary>
    private sealed class OpenStream : TiffStream
    {
        public override void Close(object clientData)
        {
        }
    }
}
