using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads each picture once: the detector asks whether it is a chart, the processor asks what it holds.</summary>
internal sealed class ChartReadings(IOptions<ChartOptions> options, IChartLabelReader labels)
{
    private readonly ConditionalWeakTable<RasterImage, Answer> _known = [];

    /// <summary>The chart of a picture, or null; an issue says why a picture was given up.</summary>
    public async ValueTask<(ReadChart? Chart, string? Issue)> OfAsync(RasterImage image, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(image, out Answer? answer))
            return (answer.Chart, answer.Issue);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            answer = new Answer(await Task.Run(async () => await RasterChartReader.ReadAsync(image, options.Value, labels, limit.Token).ConfigureAwait(false), limit.Token).ConfigureAwait(false), null);
        }
        catch (ChartLimitException exception)
        {
            answer = new Answer(null, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = new Answer(null, $"Reading the chart took longer than {options.Value.Timeout}. Raise ChartOptions.{nameof(ChartOptions.Timeout)} to wait.");
        }

        _known.AddOrUpdate(image, answer);
        return (answer.Chart, answer.Issue);
    }

    private sealed record Answer(ReadChart? Chart, string? Issue);
}
