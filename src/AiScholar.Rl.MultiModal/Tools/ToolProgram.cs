using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>Runs a program that reads standard input and writes standard output, within a time and a size.</summary>
/// <param name="name">What it is called in messages.</param>
/// <param name="path">The program: a path, or a name that is looked for on PATH.</param>
/// <param name="setting">The option that says where it is.</param>
internal sealed class ToolProgram(string name, string path, string setting)
{
    /// <summary>Runs it and returns what it wrote.</summary>
    /// <exception cref="DocumentException">It is not there, took too long, wrote too much or failed.</exception>
    public async Task<byte[]> RunAsync(
        IEnumerable<string> arguments, ReadOnlyMemory<byte> input, int maximumOutput, TimeSpan timeLimit, TimeProvider time, IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellationToken = default)
    {
        using Process process = Start(arguments, environment ?? new Dictionary<string, string>());
        using var limit = new CancellationTokenSource(timeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            Task write = WriteAsync(process, input, either.Token);
            Task<byte[]> errors = ReadAsync(process.StandardError.BaseStream, 64 * 1024, either.Token);
            byte[] output = await ReadAsync(process.StandardOutput.BaseStream, maximumOutput + 1, either.Token).ConfigureAwait(false);
            if (output.Length > maximumOutput)
                throw Failed($"wrote more than {maximumOutput.ToString(CultureInfo.InvariantCulture)} bytes");
            await Task.WhenAll(write, errors, process.WaitForExitAsync(either.Token)).ConfigureAwait(false);
            return process.ExitCode == 0 ? output : throw Failed($"ended with code {process.ExitCode.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"took longer than {timeLimit.ToString("c", CultureInfo.InvariantCulture)}");
        }
        finally
        {
            Kill(process);
        }
    }

    private Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(path) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach ((string key, string value) in environment)
            start.Environment[key] = value;
        try
        {
            return Process.Start(start) ?? throw Missing(null);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw Missing(exception);
        }
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that has seen enough closes its end; its exit code says whether that was well.
        }
    }

    /// <summary>Everything up to <paramref name="maximum"/> bytes.</summary>
    private static async Task<byte[]> ReadAsync(Stream stream, int maximum, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while (kept.Length < maximum && (read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, maximum - kept.Length)), cancellationToken).ConfigureAwait(false)) > 0)
            kept.Write(buffer, 0, read);
        return kept.ToArray();
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It ended by itself between the question and the deed.
        }
    }

    private DocumentException Missing(Exception? exception) =>
        new(AdvancedRlErrorCode.ExternalToolFailed, $"{name} could not be started: install it, or set {setting} to where it is.", exception);

    private DocumentException Failed(string what) => new(AdvancedRlErrorCode.ExternalToolFailed, $"{name} {what}.");
}
