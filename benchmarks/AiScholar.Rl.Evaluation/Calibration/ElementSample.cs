using System.Text.Json;

namespace AiScholar.Rl.Evaluation.Calibration;

/// <summary>An element that was read: how sure the SDK is of it, and whether it matches the truth.</summary>
/// <param name="Data">The data it is of.</param>
/// <param name="Processor">The processor that read it.</param>
/// <param name="Confidence">Its confidence, 0 to 1.</param>
/// <param name="IsRight">Whether it matches the truth.</param>
/// <param name="IsTune">Whether its document is of the half that curves are fitted on.</param>
public sealed record ElementSample(string Data, string Processor, double Confidence, bool IsRight, bool IsTune)
{
    /// <summary>The document it stands in.</summary>
    public string Document { get; init; } = "";

    /// <summary>Its page, from 1.</summary>
    public int Page { get; init; }

    /// <summary>Where it stands.</summary>
    public BoundingBox Box { get; init; }

    /// <summary>How much of it is right, 0 to 1: the figure that is compared with .8.</summary>
    public double Score { get; init; }

    /// <summary>Whether its document's truth tells the elements of its kind: see <see cref="Regions.EquationCoverage"/>.</summary>
    public bool IsTruthComplete { get; init; } = true;

    /// <summary>What its confidence is made of, as the element tells it.</summary>
    public JsonElement? Evidence { get; init; }
}
