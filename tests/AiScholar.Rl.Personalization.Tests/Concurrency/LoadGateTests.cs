namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public class LoadGateTests
{
    [Fact]
    public async Task CloseAsync_CallInside_WaitsForItAndHoldsNewOnes()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using var gate = new LoadGate();
        LoadGate.Pass first = await gate.EnterAsync(token);
        Task closing = gate.CloseAsync(token).AsTask();
        Task<LoadGate.Pass> entering = gate.EnterAsync(token).AsTask();
        Assert.False(closing.IsCompleted);
        Assert.False(entering.IsCompleted);

        first.Dispose();
        await closing;
        Assert.False(entering.IsCompleted);

        gate.Open();
        (await entering).Dispose();
        await gate.CloseAsync(token);
        gate.Open();
    }

    [Fact]
    public async Task CloseAsync_Cancelled_OpensAgain()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using var gate = new LoadGate();
        LoadGate.Pass first = await gate.EnterAsync(token);
        using var cancelled = new CancellationTokenSource();
        Task closing = gate.CloseAsync(cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => closing);
        (await gate.EnterAsync(token)).Dispose();
        first.Dispose();
        await gate.CloseAsync(token);
        gate.Open();
    }

    [Fact]
    public async Task LoadAsync_LoopIsServing_NoDecisionSeesHalfOfAState()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        // A state whose policy and predictor both say 1, loaded over and over, in turn with one where both say 2.
        (byte[] first, byte[] second) = (await SavedAsync(1), await SavedAsync(2));
        var policy = new PairPolicy();
        await using var host = new LoopHost(p => Add(p, policy));
        using var stop = new CancellationTokenSource();
        Task[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await host.Loop.DecideAsync(LoopHost.Request(), token);
        }, token))];
        for (int i = 0; i < 50; i++)
            await host.Loop.LoadAsync(new MemoryStream(i % 2 == 0 ? first : second), token);
        await stop.CancelAsync();
        await Task.WhenAll(callers);
        Assert.Equal(0, policy.Torn);
    }

    [Fact]
    public async Task LoadAsync_OnePartRefuses_AllPartsStay()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        byte[] saved = await SavedAsync(2);
        var policy = new PairPolicy { State = 1 };
        policy.Partner.State = 1;
        await using var host = new LoopHost(p => Add(p, policy));
        policy.Partner.Refuses = true;
        await Assert.ThrowsAsync<StateException>(() => host.Loop.LoadAsync(new MemoryStream(saved), token).AsTask());
        Assert.Equal((1, 1), (policy.State, policy.Partner.State));
    }

    private static async Task<byte[]> SavedAsync(byte state)
    {
        var policy = new PairPolicy { State = state };
        policy.Partner.State = state;
        await using var host = new LoopHost(p => Add(p, policy));
        using var saved = new MemoryStream();
        await host.Loop.SaveAsync(saved, TestContext.Current.CancellationToken);
        return saved.ToArray();
    }

    private static void Add(IPersonalizationBuilder builder, PairPolicy policy)
    {
        builder.UsePolicy<PairPolicy>("pair", registration => registration.Factory = (_, _) => policy);
        builder.AddPredictor<PairPredictor>("pair", registration => registration.Factory = (_, _) => policy.Partner);
    }

    /// <summary>Counts the decisions at which it and its partner, which are loaded one after another, differ.</summary>
    private sealed class PairPolicy : IDecisionPolicy
    {
        private int _torn;

        public PairPredictor Partner { get; } = new();

        public byte State { get; set; }

        public int Torn => _torn;

        public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
        {
            if (State != Partner.State)
                Interlocked.Increment(ref _torn);
            probabilities.Fill(1.0 / probabilities.Length);
        }

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
        {
        }

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
        {
            destination.WriteByte(State);
            return ValueTask.CompletedTask;
        }

        public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
        {
            State = (byte)source.ReadByte();
            await Task.Yield();
        }
    }

    private sealed class PairPredictor : IBehaviorPredictor, ISavableState
    {
        public byte State { get; set; }

        public bool Refuses { get; set; }

        public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default) => ValueTask.FromResult<PredictedAction?>(null);

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
        {
            destination.WriteByte(State);
            return ValueTask.CompletedTask;
        }

        public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
        {
            if (Refuses)
                throw new StateException("refused");
            State = (byte)source.ReadByte();
            return ValueTask.CompletedTask;
        }
    }
}
