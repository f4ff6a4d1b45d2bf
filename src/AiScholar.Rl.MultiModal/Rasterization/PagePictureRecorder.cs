using SkiaSharp;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.XObjects;

namespace AiScholar.Rl.MultiModal;

/// <summary>Records what a page's content stream paints: glyph outlines, paths, images, shadings and clipping (ISO 32000-2, clauses 8 and 9).</summary>
/// <remarks>
/// <para>Paths are kept in user space and painted under the current matrix, so that pens are as wide and as slanted as the page says.</para>
/// <para>Left out: soft masks of the graphics state, tiling patterns (their place is painted grey), clipping by text, and fonts that draw glyphs by content streams (Type 3) or bring no
/// outlines where the machine has no like ones either: their glyphs are grey bars, so that the page's layout can still be seen.</para>
/// </remarks>
internal sealed class PagePictureRecorder : BaseStreamProcessor<PagePicture>, IDisposable
{
    /// <summary>More steps than this are no page: about a hundred times those of a dense map.</summary>
    private const int MostSteps = 20_000_000;

    private static readonly SKColor Unknown = new(160, 160, 160);

    private readonly SKPictureRecorder _recorder = new();
    private readonly SKCanvas _canvas;
    private readonly double _width;
    private readonly double _height;
    private SKPath _path = new();
    private SKPathFillType? _clip;
    private int _steps;

    public PagePictureRecorder(
        int pageNumber, IResourceStore resources, IPdfTokenScanner scanner, IPageContentParser parser, ILookupFilterProvider filters, CropBox cropBox, UserSpaceUnit unit, PageRotationDegrees rotation,
        in TransformationMatrix initialMatrix, ParsingOptions options)
        : base(pageNumber, resources, scanner, parser, filters, cropBox, unit, rotation, in initialMatrix, options)
    {
        PdfRectangle visible = cropBox.Bounds;
        (_width, _height) = rotation.SwapsAxis ? (visible.Height, visible.Width) : (visible.Width, visible.Height);
        (_width, _height) = (_width * unit.PointMultiples, _height * unit.PointMultiples);
        _canvas = _recorder.BeginRecording(SKRect.Create((float)_width, (float)_height));

        // PDF counts y upwards.
        _canvas.Translate(0, (float)_height);
        _canvas.Scale(1, -1);
    }

    public override PagePicture Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        if (!(_width > 0 && _height > 0 && double.IsFinite(_width + _height)))
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, $"Page {pageNumberCurrent} has no usable size; check the page's MediaBox and CropBox.");
        ProcessOperations(operations);
        return new PagePicture(_recorder.EndRecording(), _width, _height);
    }

    public void Dispose()
    {
        _path.Dispose();
        _recorder.Dispose();
    }

    public override void PushState()
    {
        base.PushState();
        _canvas.Save();
    }

    public override void PopState()
    {
        base.PopState();
        _canvas.Restore();
    }

    public override void RenderGlyph(
        IFont font, CurrentGraphicsState currentState, double fontSize, double pointSize, int code, string unicode, long currentOffset,
        in TransformationMatrix renderingMatrix, in TransformationMatrix textMatrix, in TransformationMatrix transformationMatrix, CharacterBoundingBox characterBoundingBox)
    {
        Count();
        TextRenderingMode mode = currentState.FontState.TextRenderingMode;
        if (mode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip || string.IsNullOrWhiteSpace(unicode))
            return;
        bool fill = mode is TextRenderingMode.Fill or TextRenderingMode.FillThenStroke or TextRenderingMode.FillClip or TextRenderingMode.FillThenStrokeClip;
        bool stroke = mode is TextRenderingMode.Stroke or TextRenderingMode.FillThenStroke or TextRenderingMode.StrokeClip or TextRenderingMode.FillThenStrokeClip;
        _canvas.Save();
        using SKPath? path = Outline(font, code, unicode, characterBoundingBox.Width);
        if (path is not null)
        {
            path.Transform(PdfShapes.ToMatrix(renderingMatrix.Multiply(textMatrix)));
            _canvas.Concat(PdfShapes.ToMatrix(transformationMatrix));
            Paint(path, currentState, fill, stroke);
        }
        else
        {
            PdfRectangle box = textMatrix.Transform(renderingMatrix.Transform(new PdfRectangle(0, 0.05, Math.Max(0.1, characterBoundingBox.Width * 0.9), 0.5)));
            using var bar = new SKPath();
            bar.AddPoly([PdfShapes.ToPoint(box.BottomLeft), PdfShapes.ToPoint(box.BottomRight), PdfShapes.ToPoint(box.TopRight), PdfShapes.ToPoint(box.TopLeft)]);
            _canvas.Concat(PdfShapes.ToMatrix(transformationMatrix));
            using SKPaint paint = PdfPaints.Fill(Unknown, 1, currentState);
            _canvas.DrawPath(bar, paint);
        }

        _canvas.Restore();
    }

    private static SKPath? Outline(IFont font, int code, string text, double width) =>
        font.TryGetNormalisedPath(code, out IReadOnlyList<PdfSubpath>? outline) && outline.Count > 0
            ? PdfShapes.ToPath(outline)
            : InstalledFonts.Outline(font.Name?.Data, font.Details.IsBold, font.Details.IsItalic, text, width);

    public override void BeginSubpath()
    {
        // The path is begun by the first point.
    }

    public override PdfPoint? CloseSubpath()
    {
        if (_path.PointCount == 0)
            return null;
        _path.Close();
        SKPoint last = _path.LastPoint;
        return CurrentPosition = new PdfPoint(last.X, last.Y);
    }

    public override void MoveTo(double x, double y)
    {
        _path.MoveTo((float)x, (float)y);
        CurrentPosition = new PdfPoint(x, y);
    }

    public override void LineTo(double x, double y)
    {
        Count();
        if (_path.PointCount == 0)
            _path.MoveTo((float)x, (float)y);
        else
            _path.LineTo((float)x, (float)y);
        CurrentPosition = new PdfPoint(x, y);
    }

    public override void BezierCurveTo(double x2, double y2, double x3, double y3)
    {
        SKPoint from = _path.PointCount == 0 ? new SKPoint((float)x2, (float)y2) : _path.LastPoint;
        BezierCurveTo(from.X, from.Y, x2, y2, x3, y3);
    }

    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3)
    {
        Count();
        if (_path.PointCount == 0)
            _path.MoveTo((float)x1, (float)y1);
        _path.CubicTo((float)x1, (float)y1, (float)x2, (float)y2, (float)x3, (float)y3);
        CurrentPosition = new PdfPoint(x3, y3);
    }

    public override void Rectangle(double x, double y, double width, double height)
    {
        Count();
        _path.AddPoly([new SKPoint((float)x, (float)y), new SKPoint((float)(x + width), (float)y), new SKPoint((float)(x + width), (float)(y + height)), new SKPoint((float)x, (float)(y + height))]);
        CurrentPosition = new PdfPoint(x, y);
    }

    public override void StrokePath(bool close) => PaintPath(close, null, true);

    public override void FillPath(FillingRule fillingRule, bool close) => PaintPath(close, fillingRule, false);

    public override void FillStrokePath(FillingRule fillingRule, bool close) => PaintPath(close, fillingRule, true);

    public override void EndPath() => FinishPath();

    public override void ClosePath() => CloseSubpath();

    public override void ModifyClippingIntersect(FillingRule clippingRule) => _clip = PdfShapes.ToFillType(clippingRule);

    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule)
    {
        using var path = new SKPath { FillType = PdfShapes.ToFillType(clippingRule) };
        path.AddPoly([PdfShapes.ToPoint(rectangle.BottomLeft), PdfShapes.ToPoint(rectangle.BottomRight), PdfShapes.ToPoint(rectangle.TopRight), PdfShapes.ToPoint(rectangle.TopLeft)]);
        path.Transform(PdfShapes.ToMatrix(GetCurrentState().CurrentTransformationMatrix));
        _canvas.ClipPath(path, SKClipOperation.Intersect, true);
    }

    public override void PaintShading(NameToken shadingName)
    {
        Count();
        CurrentGraphicsState state = GetCurrentState();
        using SKPaint paint = PdfPaints.Shade(ResourceStore.GetShading(shadingName), SKMatrix.Identity, state.AlphaConstantNonStroking, state) ?? PdfPaints.Fill(Unknown, state.AlphaConstantNonStroking, state);
        _canvas.Save();
        _canvas.Concat(PdfShapes.ToMatrix(state.CurrentTransformationMatrix));
        _canvas.DrawPaint(paint);
        _canvas.Restore();
    }

    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties)
    {
        // What is marked is painted like the rest.
    }

    public override void EndMarkedContent()
    {
        // See BeginMarkedContent.
    }

    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord) =>
        DrawImage(XObjectFactory.ReadImage(xObjectContentRecord, PdfScanner, FilterProvider, ResourceStore), xObjectContentRecord.AppliedTransformation);

    protected override void RenderInlineImage(InlineImage inlineImage) => DrawImage(inlineImage, CurrentTransformationMatrix);

    private void DrawImage(IPdfImage image, in TransformationMatrix matrix)
    {
        Count();
        CurrentGraphicsState state = GetCurrentState();
        _canvas.Save();
        _canvas.Concat(PdfShapes.ToMatrix(matrix));
        using SKImage? picture = PdfImages.Decode(image, PdfPaints.ToColor(state.CurrentNonStrokingColor));
        if (picture is null)
        {
            using SKPaint grey = PdfPaints.Fill(Unknown, state.AlphaConstantNonStroking, state);
            _canvas.DrawRect(0, 0, 1, 1, grey);
        }
        else
        {
            // The unit square's y goes up, a picture's rows go down.
            _canvas.Concat(new SKMatrix(1f / picture.Width, 0, 0, 0, -1f / picture.Height, 1, 0, 0, 1));
            using SKPaint paint = PdfPaints.Fill(SKColors.Black, state.AlphaConstantNonStroking, state);
            _canvas.DrawImage(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
        }

        _canvas.Restore();
    }

    private void PaintPath(bool close, FillingRule? fill, bool stroke)
    {
        if (close)
            CloseSubpath();
        if (_path.PointCount > 0)
        {
            CurrentGraphicsState state = GetCurrentState();
            _path.FillType = PdfShapes.ToFillType(fill ?? FillingRule.NonZeroWinding);
            _canvas.Save();
            _canvas.Concat(PdfShapes.ToMatrix(state.CurrentTransformationMatrix));
            Paint(_path, state, fill is not null, stroke);
            _canvas.Restore();
        }

        FinishPath();
    }

    private void Paint(SKPath path, CurrentGraphicsState state, bool fill, bool stroke)
    {
        if (fill)
        {
            using SKPaint paint = PdfPaints.Fill(state, PdfShapes.Inverse(state.CurrentTransformationMatrix)) ?? PdfPaints.Fill(Unknown, state.AlphaConstantNonStroking, state);
            _canvas.DrawPath(path, paint);
        }

        if (stroke)
        {
            using SKPaint paint = PdfPaints.Stroke(state);
            _canvas.DrawPath(path, paint);
        }
    }

    /// <summary>A clip asked for while a path was made holds from the end of that path on.</summary>
    private void FinishPath()
    {
        if (_clip is { } rule && _path.PointCount > 0)
        {
            _path.FillType = rule;
            _path.Transform(PdfShapes.ToMatrix(GetCurrentState().CurrentTransformationMatrix));
            _canvas.ClipPath(_path, SKClipOperation.Intersect, true);
        }

        _clip = null;
        _path.Dispose();
        _path = new SKPath();
    }

    private void Count()
    {
        if (++_steps > MostSteps)
            throw new DocumentException(AdvancedRlErrorCode.DocumentLimitExceeded, $"Page {PageNumber} paints more than {MostSteps} times; no page is drawn that does.");
    }
}
