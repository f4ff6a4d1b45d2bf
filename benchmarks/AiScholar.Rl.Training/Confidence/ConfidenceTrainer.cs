using System.Globalization;
using System.Text;
using System.Text.Json;
using AiScholar.Rl.MultiModal;

namespace AiScholar.Rl.Training.Confidence;

/// <summary>Fits the models that turn what speaks for the built-in processors' elements into probabilities.</summary>
internal static class ConfidenceTrainer
{
    private const int Folds = 5;

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
        foreach (ConfidencePrior prior in ConfidencePrior.All)
        {
            ConfidenceSample[] own = [.. samples.Where(sample => sample.IsTune && sample.IsTruthComplete && sample.Evidence is not null && sample.Processor == prior.Processor)];
            (double bias, double[] weights) = Fit(prior, own);
            string list = string.Join(", ", prior.Weights.Zip(weights, (part, weight) => string.Create(CultureInfo.InvariantCulture, $"\"{part.Name}\": {weight}")));
            text.Append(text.Length > 2 ? ",\n" : "").Append(CultureInfo.InvariantCulture, $"  \"{prior.Processor}\": {{ \"bias\": {bias}, \"weights\": {{ {list} }} }}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prior.Processor}: {own.Length} elements, {own.Count(sample => !sample.IsRight)} wrong; Brier of documents left out {LeftOut(prior, own):F4}, of the prior {Brier(prior.Bias, [.. prior.Weights.Select(part => part.Weight)], prior, own):F4}"));
        }

        File.WriteAllText(output, text.Append("\n}\n").ToString());
    }

    private static (double Bias, double[] Weights) Fit(ConfidencePrior prior, IEnumerable<ConfidenceSample> samples) => ConfidenceModelFit.Fit(
        [.. prior.Weights.Select(part => part.Name)], prior.Bias, [.. prior.Weights.Select(part => part.Weight)],
        [.. samples.Select(sample => (sample.Document, (IReadOnlyDictionary<string, double>)sample.Evidence!, sample.IsRight))]);

    /// <summary>The mean squared error on documents that the model did not see, a fifth of them at a time.</summary>
    private static double LeftOut(ConfidencePrior prior, ConfidenceSample[] samples)
    {
        string[] documents = [.. samples.Select(sample => sample.Document).Distinct().Order(StringComparer.Ordinal)];
        double sum = 0;
        for (int fold = 0; fold < Folds; fold++)
        {
            HashSet<string> apart = [.. documents.Where((_, index) => index % Folds == fold)];
            ConfidenceSample[] others = [.. samples.Where(sample => apart.Contains(sample.Document))];
            (double bias, double[] weights) = Fit(prior, samples.Where(sample => !apart.Contains(sample.Document)));
            sum += others.Length * Brier(bias, weights, prior, others);
        }

        return sum / Math.Max(1, samples.Length);
    }

    private static double Brier(double bias, double[] weights, ConfidencePrior prior, ConfidenceSample[] samples)
    {
        var model = new ConfidenceModel(bias, prior.Weights.Zip(weights, (part, weight) => KeyValuePair.Create(part.Name, weight)));
        return samples.Select(sample => Math.Pow(model.Apply(sample.Evidence!) - (sample.IsRight ? 1 : 0), 2)).DefaultIfEmpty(0).Average();
    }
}
