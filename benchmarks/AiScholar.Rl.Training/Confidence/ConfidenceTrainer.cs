using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiScholar.Rl.Training.Confidence;

/// <summary>Fits the curves that turn the built-in processors' scores into probabilities.</summary>
internal static class ConfidenceTrainer
{
    /// <summary>Reads <c>--samples FILE</c>, writes <c>--output FILE</c>.</summary>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        string? input = null, output = null;
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            if (arguments[i] == "--samples")
                input = arguments[i + 1];
            else if (arguments[i] == "--output")
                output = arguments[i + 1];
            else
                throw new ArgumentException($"'{arguments[i]}' is not an option of confidence.");
        }

        if (input is null || output is null)
            throw new ArgumentException("confidence needs --samples FILE and --output FILE.");
        ConfidenceSample[] samples = JsonSerializer.Deserialize<ConfidenceSample[]>(File.ReadAllText(input), JsonSerializerOptions.Web) ?? throw new ArgumentException($"'{input}' holds no samples.");
        var text = new StringBuilder("{\n");
        foreach (IGrouping<string, ConfidenceSample> group in samples.Where(sample => sample.IsTune).GroupBy(sample => sample.Processor).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            (double[] scores, double[] probabilities) = CurveFit.Fit(group);
            text.Append(text.Length > 2 ? ",\n" : "").Append(CultureInfo.InvariantCulture, $"  \"{group.Key}\": {{ \"scores\": [{string.Join(", ", scores)}], \"probabilities\": [{string.Join(", ", probabilities)}] }}");
            Console.WriteLine($"{group.Key}: {group.Count()} samples, {scores.Length} places");
        }

        File.WriteAllText(output, text.Append("\n}\n").ToString());
    }
}
