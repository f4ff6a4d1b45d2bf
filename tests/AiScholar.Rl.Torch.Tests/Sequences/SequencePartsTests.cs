namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class SequencePartsTests
{
    [Fact]
    public void Draw_LongAndShortSequences_StaysWithinLengthAndSize()
    {
        int[] counts = [1, 2, 5, 30, 9, 12];

        var batches = SequenceBatches.Draw(counts, length: 8, size: 16, new Random(1));

        Assert.Equal([1, 2, 3, 4, 5], batches.SelectMany(batch => batch).Select(window => window.Sequence).Order());
        Assert.All(batches, batch => Assert.InRange(batch.Length * batch.Max(window => window.Count - 1), 1, 16));
        Assert.All(batches.SelectMany(batch => batch), window => Assert.InRange(window.Start + window.Count, 2, counts[window.Sequence]));
    }

    [Fact]
    public void Fit_LogitsTwiceAsSureAsRight_FindsHalfTheTemperature()
    {
        var random = new Random(7);
        var (logits, targets) = (new List<float[]>(), new List<int>());
        for (var i = 0; i < 2000; i++)
        {
            var truth = random.NextDouble() < 1 / (1 + Math.Exp(-1)) ? 0 : 1;
            logits.Add([2, 0]);
            targets.Add(truth);
        }

        var fitted = SequenceCalibration.Fit(logits, targets, [.. logits.Select(_ => Array.Empty<int>())]);

        Assert.Equal(0.5, fitted.InverseTemperature, 0.1);
    }

    [Fact]
    public void Fit_NothingIsRepeated_RulesRepetitionOut()
    {
        var (logits, seen) = (Enumerable.Range(0, 200).Select(_ => new float[] { 3, 0, 0 }).ToList(), Enumerable.Range(0, 200).Select(_ => new[] { 0 }).ToList());

        var fitted = SequenceCalibration.Fit(logits, [.. Enumerable.Range(0, 200).Select(i => 1 + (i % 2))], seen);

        float[] probabilities = [3, 0, 0];
        fitted.Apply(probabilities, [0]);
        Assert.InRange(probabilities[0], 0, 0.01);
        Assert.Equal(1, probabilities.Sum(), 1e-5);
    }

    [Fact]
    public void Create_TwoGroupsThatNeverMeet_PutsEachTogether()
    {
        _ = TestRuntime.Cpu.Device;
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var generator = TestRuntime.Cpu.CreateGenerator(1);
        SequenceTrainingSet set = new()
        {
            Sequences = [.. Enumerable.Range(0, 60).Select(i => new ActionSequence { Actions = [.. Enumerable.Range(0, 6).Select(j => SequenceTasks.Action(((i % 2) * 4) + ((i + (3 * j)) % 4)))] })],
        };
        var data = SequenceDataset.Create(set, new SequenceModelOptions());

        var embedding = PmiEmbedding.Create(data, [.. data.Actions.Select(actions => actions.Length)], 4, 0.5, generator);

        int[] first = [.. Enumerable.Range(0, 4).Select(i => data.Vocabulary.Find($"a{i}"))], second = [.. Enumerable.Range(4, 4).Select(i => data.Vocabulary.Find($"a{i}"))];
        double Similarity(int left, int right) => (embedding[left] * embedding[right]).sum().item<float>();
        Assert.True(Similarity(first[0], first[1]) > Similarity(first[0], second[1]) + 0.05);
        Assert.Equal(0.5, embedding.norm(1).mean().item<float>(), 1e-4);
    }
}
