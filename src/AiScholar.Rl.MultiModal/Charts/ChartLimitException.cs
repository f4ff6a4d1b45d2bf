using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>A chart holds more than the options allow.</summary>
internal sealed class ChartLimitException(int limit, string setting) : Exception(
    string.Create(CultureInfo.InvariantCulture, $"The chart is over the limit of {limit}. Raise ChartOptions.{setting} to read it."));
