using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>A TIFF file of one or more pages, read forwards. Not safe for concurrent use.</summary>
internal sealed class TiffFile : IDisposable
{
    private const int MostSamples = 16;

    private readonly Tiff _tiff;

    /// <exception cref="DocumentException">The file has no page that can be read.</exception>
    public TiffFile(ReadOnlyMemory<byte> content) =>
        _tiff = Guard(() => Tiff.ClientOpen("picture", "r", TiffMessages.Marker, new TiffContent(content))) ?? throw PictureFiles.Damaged();

    /// <summary>Whether the bytes begin as TIFF or BigTIFF, of either byte order.</summary>
    public static bool IsTiff(ReadOnlySpan<byte> content) => content is [0x49, 0x49, 42 or 43, 0, ..] or [0x4D, 0x4D, 0, 42 or 43, ..];

    /// <summary>Whether the file says that pages follow which cannot be found.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Goes to the next page; false after the last, and where the list of pages is damaged.</summary>
    public bool MoveNext()
    {
        try
        {
            if (Guard(_tiff.LastDirectory))
                return false;
            IsCutShort = !Guard(_tiff.ReadDirectory);
        }
        catch (DocumentException)
        {
            IsCutShort = true;
        }

        return !IsCutShort;
    }

    /// <summary>The page's pixels, upright, eight-bit RGBA, not premultiplied; the caller disposes of it.</summary>
    /// <exception cref="DocumentException">It is damaged, packed in a way that is not known, or has more pixels than allowed.</exception>
    public SKBitmap Decode(int maxPixels)
    {
        int width = Field(TiffTag.IMAGEWIDTH), height = Field(TiffTag.IMAGELENGTH), samples = Field(TiffTag.SAMPLESPERPIXEL, 1);
        if (width <= 0 || height <= 0 || samples is <= 0 or > MostSamples)
            throw PictureFiles.Damaged();
        PictureFiles.CheckSize(width, height, maxPixels);
        if (_tiff.IsTiled() && (long)Field(TiffTag.TILEWIDTH) * Field(TiffTag.TILELENGTH) is var tile && (tile <= 0 || tile > maxPixels))
            throw PictureFiles.Damaged();
        int orientation = Field(TiffTag.ORIENTATION, 1);
        int[] pixels = new int[width * height];
        bool isRead = Guard(() =>
        {
            // The library turns only half of the eight ways: the rows are asked for as they lie.
            _tiff.SetField(TiffTag.ORIENTATION, Orientation.TOPLEFT);
            return _tiff.ReadRGBAImageOriented(width, height, pixels, Orientation.TOPLEFT, true);
        });
        return isRead ? PictureOrientation.Apply(ToBitmap(pixels, width, height), orientation) : throw PictureFiles.Damaged();
    }

    public void Dispose() => _tiff.Dispose();

    private static SKBitmap ToBitmap(int[] pixels, int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        GCHandle pin = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            using var source = new SKPixmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul), pin.AddrOfPinnedObject());
            source.ReadPixels(bitmap.Info, bitmap.GetPixels(), bitmap.RowBytes);
        }
        finally
        {
            pin.Free();
        }

        return bitmap;
    }

    private int Field(TiffTag tag, int otherwise = 0) => Guard(() => _tiff.GetField(tag) is [var value, ..] ? value.ToInt() : otherwise);

    /// <summary>The library meets damage with exceptions of many types.</summary>
    private static T Guard<T>(Func<T> step)
    {
        TiffMessages.Silence();
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or DocumentException))
        {
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, "The picture is damaged or truncated: it cannot be decoded.", exception);
        }
    }
}
