namespace AiScholar.Rl;

/// <summary>Reads the short labels of charts, tick labels above all, from pixels. Safe to call from many threads.</summary>
public interface IChartLabelReader
{
    /// <summary>Reads a picture that holds one label, upright or turned; a picture without one gives an empty text.</summary>
    /// <exception cref="ArgumentException">The picture's bytes do not match its size.</exception>
    ValueTask<ChartLabel> ReadAsync(RasterImage image, CancellationToken cancellationToken = default);
}
