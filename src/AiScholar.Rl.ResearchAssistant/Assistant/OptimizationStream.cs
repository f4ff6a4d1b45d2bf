using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Turns the progress of an optimization into a stream whose last item is the result.</summary>
internal static class OptimizationStream
{
    /// <summary>Runs <paramref name="optimize"/> and hands on what it reports. A reader that leaves early stops it.</summary>
    public static async IAsyncEnumerable<OptimizationUpdate> RunAsync(
        Func<OptimizationRequest, CancellationToken, ValueTask<OptimizedWorkflow>> optimize, OptimizationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<OptimizationUpdate>(new UnboundedChannelOptions { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var progress = new ChannelProgress(channel.Writer, request.Progress);
        Task<OptimizedWorkflow> running = OptimizeAsync();
        try
        {
            // Cancellation ends the optimization, which then hands over its best; so the stream itself is read to its end.
            await foreach (OptimizationUpdate update in channel.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                yield return update;
            OptimizedWorkflow result = await running.ConfigureAwait(false);
            yield return Update(result.Makespan, result.LowerBound, progress.Schedules) with { Gap = result.Gap, Result = result };
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<OptimizedWorkflow> OptimizeAsync()
        {
            try
            {
                return await optimize(request with { Progress = progress }, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                channel.Writer.TryComplete();
            }
        }
    }

    private static OptimizationUpdate Update(TimeSpan makespan, TimeSpan bound, long schedules) => new()
    {
        Makespan = makespan,
        LowerBound = bound,
        Gap = bound > TimeSpan.Zero ? Math.Max(0, makespan / bound - 1) : 0,
        SchedulesGenerated = schedules,
    };

    private sealed class ChannelProgress(ChannelWriter<OptimizationUpdate> writer, IProgress<OptimizationProgress>? next) : IProgress<OptimizationProgress>
    {
        private long _schedules;

        public long Schedules => Interlocked.Read(ref _schedules);

        public void Report(OptimizationProgress value)
        {
            Interlocked.Exchange(ref _schedules, value.SchedulesGenerated);
            writer.TryWrite(Update(value.Makespan, value.LowerBound, value.SchedulesGenerated));
            next?.Report(value);
        }
    }
}
