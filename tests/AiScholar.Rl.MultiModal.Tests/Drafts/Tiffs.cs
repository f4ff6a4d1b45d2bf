using BitMiracle.LibTiff.Classic;

namespace AiScholar.Rl.MultiModal.Tests.Drafts;

/// <summary>Writes small TIFF files: page n has red 10 n, green 30 times the row, blue 20 times the column.</summary>
internal static class Tiffs
{
    public static byte[] Write(int width, int height, int pages = 1, Compression compression = Compression.LZW, Orientation orientation = Orientation.TOPLEFT, bool isBigEndian = false)
    {
        using var content = new MemoryStream();
        using (Tiff tiff = Tiff.ClientOpen("drawn", isBigEndian ? "wb" : "wl", content, new Keeper()))
        {
            for (int page = 1; page <= pages; page++)
            {
                Describe(tiff, width, height, 8, 3, Photometric.RGB, compression);
                tiff.SetField(TiffTag.ORIENTATION, orientation);
                for (int y = 0; y < height; y++)
                    tiff.WriteScanline([.. Enumerable.Range(0, width).SelectMany(x => new[] { (byte)(10 * page), (byte)(30 * y), (byte)(20 * x) })], y);
                tiff.WriteDirectory();
            }
        }

        return content.ToArray();
    }

    /// <summary>A page of one bit a pixel, as a scanner packs it: black where the sum of row and column is even.</summary>
    public static byte[] Scan(int width, int height, Compression compression)
    {
        using var content = new MemoryStream();
        using (Tiff tiff = Tiff.ClientOpen("drawn", "w", content, new Keeper()))
        {
            Describe(tiff, width, height, 1, 1, Photometric.MINISWHITE, compression);
            for (int y = 0; y < height; y++)
            {
                byte[] row = new byte[(width + 7) / 8];
                for (int x = y % 2; x < width; x += 2)
                    row[x / 8] |= (byte)(0x80 >> (x % 8));
                tiff.WriteScanline(row, y);
            }
        }

        return content.ToArray();
    }

    private static void Describe(Tiff tiff, int width, int height, int bits, int samples, Photometric photometric, Compression compression)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, width);
        tiff.SetField(TiffTag.IMAGELENGTH, height);
        tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, samples);
        tiff.SetField(TiffTag.PHOTOMETRIC, photometric);
        tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.COMPRESSION, compression);
        tiff.SetField(TiffTag.ROWSPERSTRIP, height);
    }

    /// <summary>Leaves the stream open for the test.</summary>
    private sealed class Keeper : TiffStream
    {
        public override void Close(object clientData)
        {
        }
    }
}
