using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Runs a synchronous reader on a pool thread, some way ahead of who consumes it: the parsers are several times faster than their asynchronous twins.</summary>
internal static class SessionPump
{
    private const int Ahead = 1024;

    /// <summary>Streams what <paramref name="read"/> yields; its exception is thrown to the consumer.</summary>
    public static async IAsyncEnumerable<WorkflowSession> RunAsync(Func<IEnumerable<WorkflowSession>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<WorkflowSession>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task pump = Task.Run(() => PumpAsync(read, channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (channel.Reader.TryRead(out WorkflowSession? session))
                    yield return session;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await pump.ConfigureAwait(false);
        }
    }

    private static async Task PumpAsync(Func<IEnumerable<WorkflowSession>> read, ChannelWriter<WorkflowSession> writer, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            foreach (WorkflowSession session in read())
            {
                if (!writer.TryWrite(session))
                    await writer.WriteAsync(session, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        writer.TryComplete(failure);
    }
}
