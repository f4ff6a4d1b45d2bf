using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads each picture once: the detector asks whether it is a diagram, the processor asks what it holds.</summary>
internal sealed class DiagramReadings(IOptions<DiagramOptions> options)
{
    private readonly ConditionalWeakTable<RasterImage, Answer> _known = [];

    /// <summary>The diagram of a picture, or null; an issue says why a picture was given up.</summary>
    public (ReadDiagram? Diagram, string? Issue) Of(RasterImage image, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(image, out Answer? answer))
            return (answer.Diagram, answer.Issue);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            answer = new Answer(RasterDiagramReader.Read(image, options.Value, limit.Token), null);
        }
        catch (DiagramLimitException exception)
        {
            answer = new Answer(null, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = new Answer(null, $"Reading the diagram took longer than {options.Value.Timeout}. Raise DiagramOptions.{nameof(DiagramOptions.Timeout)} to wait.");
        }

        _known.AddOrUpdate(image, answer);
        return (answer.Diagram, answer.Issue);
    }

    private sealed record Answer(ReadDiagram? Diagram, string? Issue);
}
