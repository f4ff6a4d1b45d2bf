namespace AiScholar.Rl.Personalization.Tests;

/// <summary>A state saved while the loop learns: what the policy has learnt must mean the same to the encoders saved with it.</summary>
[Trait("Category", "Integration")]
public sealed class SavedEncoderTests
{
    [Fact]
    public async Task SaveAsync_AFeatureLearntMeanwhile_IsKnownToTheSavedEncoders()
    {
        var policy = new WidthPolicy();
        await using var host = new LoopHost(loop => loop.UsePolicy<WidthPolicy>("width", registration => registration.Factory = (_, _) => policy));
        await host.Loop.DecideAsync(LoopHost.Request("known"));
        policy.Saving = async () =>
        {
            Decision decision = await host.Loop.DecideAsync(LoopHost.Request("new"));
            await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1 });
        };
        using var state = new MemoryStream();
        await host.Loop.SaveAsync(state);

        var loaded = new WidthPolicy();
        await using var other = new LoopHost(loop => loop.UsePolicy<WidthPolicy>("width", registration => registration.Factory = (_, _) => loaded));
        await other.Loop.LoadAsync(new MemoryStream(state.ToArray()));
        await other.Loop.DecideAsync(LoopHost.Request("another"));

        // "another" is a third name: a position that the policy has learnt under another name must not be given to it.
        Assert.Equal(policy.LearnedWidth, loaded.LearnedWidth);
        Assert.True(loaded.SeenWidth > loaded.LearnedWidth, $"It saw width {loaded.SeenWidth}, and had learnt {loaded.LearnedWidth}.");
    }

    /// <summary>Keeps the widest context it learnt from, and does something while it is saved.</summary>
    private sealed class WidthPolicy : IDecisionPolicy
    {
        public Func<Task> Saving { get; set; } = () => Task.CompletedTask;

        public int LearnedWidth { get; private set; }

        public int SeenWidth { get; private set; }

        public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
        {
            SeenWidth = Math.Max(SeenWidth, input.Context.Dimension);
            probabilities.Fill(1.0 / probabilities.Length);
        }

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity) => LearnedWidth = Math.Max(LearnedWidth, input.Context.Dimension);

        public async ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
        {
            await Saving();
            destination.WriteByte((byte)LearnedWidth);
        }

        public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
        {
            LearnedWidth = source.ReadByte();
            return ValueTask.CompletedTask;
        }
    }
}
