using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Behavior;

/// <summary>Loads a sequence network from <c>--checkpoint</c> where the file exists; else, or with <c>--resume</c>, trains it, writing every best epoch there, with the curve on standard error.</summary>
internal static class SequenceTraining
{
    public static async Task<SequenceTrainingResult?> PrepareAsync(
        IServiceProvider services, string model, List<(string User, List<string> Items)> users, int held, string? checkpoint, SequenceTrainingOptions options, CancellationToken cancellationToken)
    {
        var network = services.GetRequiredKeyedService<ISequenceModel>($"{PersonalizationLoop.DefaultName}/{model}");
        if (checkpoint is not null && File.Exists(checkpoint))
        {
            await network.LoadAsync(checkpoint, cancellationToken);
            if (!options.Resume)
                return null;
        }

        var data = new SequenceTrainingSet
        {
            Sequences = [.. users.Select(user => new ActionSequence { Actions = [.. user.Items.SkipLast(held).Select(item => new UserAction { ActionType = new ActionType(item) })] })],
        };
        SequenceTrainingResult result = await network.TrainAsync(data, options with { CheckpointPath = checkpoint }, new Curve(), cancellationToken);
        if (checkpoint is not null)
            await network.SaveAsync(checkpoint, cancellationToken);
        return result;
    }

    private sealed class Curve : IProgress<SequenceTrainingProgress>
    {
        public void Report(SequenceTrainingProgress value) => Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {value.Epoch} steps {value.Steps} minutes {value.Elapsed.TotalMinutes:0.0} loss {value.TrainingLoss:0.0000} validation hr_at_10 {value.ValidationHitRate:0.0000} ndcg_at_10 {value.ValidationNdcg:0.0000}{(value.IsBest ? " best" : "")}"));
    }
}
