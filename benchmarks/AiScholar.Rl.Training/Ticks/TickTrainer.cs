using System.Collections.Concurrent;
using System.Diagnostics;
using AiScholar.Rl.MultiModal;
using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;
using TorchSharp;

using static TorchSharp.torch;

namespace AiScholar.Rl.Training.Ticks;

/// <summary>
/// Trains the label network: Adam with a warm start and a cosine decay, the loss of connectionist temporal classification (Graves et al., 2006),
/// on samples drawn as they are needed. A seed gives the same samples on every machine with the same fonts.
/// </summary>
internal static class TickTrainer
{
    private const int Pool = 32;
    private const double Rate = 2e-3;

    public static void Run(TickTrainingSettings settings)
    {
        using FontShelf fonts = FontShelf.Load(settings.Fonts);
        Console.Out.WriteLine($"{fonts.Faces} faces in {fonts.Families} families");
        using ServiceProvider services = new ServiceCollection().AddLogging().AddAdvancedRl(rl => rl.AddTorch(torch => torch.Threads = settings.Threads)).BuildServiceProvider();
        Console.Out.WriteLine($"device {services.GetRequiredService<ITorchRuntime>().Device}");
        manual_seed(settings.Seed);
        using var module = new LabelModule();
        using var optimizer = new DecayedAdam(module.parameters());
        using TorchSharp.Modules.CTCLoss loss = nn.CTCLoss(zero_infinity: true);
        using var pools = new BlockingCollection<LabelSample[]>(2);
        int total = (settings.Steps + Pool - 1) / Pool;
        var painter = new Thread(() =>
        {
            for (int i = 0; i < total; i++)
                pools.Add(Draw(fonts, settings, i));
            pools.CompleteAdding();
        });
        painter.Start();

        var watch = Stopwatch.StartNew();
        int step = 0;
        double mean = 0;
        foreach (LabelSample[] pool in pools.GetConsumingEnumerable())
        {
            foreach (LabelSample[] batch in Batches(pool, settings, step))
            {
                double rate = Rate * Math.Min(1, (step + 1) / 200.0) * (0.01 + (0.99 * 0.5 * (1 + Math.Cos(Math.PI * step / settings.Steps))));
                double value = Step(module, optimizer, rate, loss, batch);
                mean = step == 0 ? value : (0.98 * mean) + (0.02 * value);
                if (++step % 100 == 0)
                    Console.Out.WriteLine($"step {step}/{settings.Steps} loss {mean:F4} {watch.Elapsed.TotalSeconds:F0} s");
            }

            if (step % 512 < Pool)
                File.WriteAllBytes(settings.Output, module.Export());
        }

        painter.Join();
        File.WriteAllBytes(settings.Output, module.Export());
        Console.Out.WriteLine($"wrote {settings.Output}, {new FileInfo(settings.Output).Length} bytes");
    }

    private static LabelSample[] Draw(FontShelf fonts, TickTrainingSettings settings, int index)
    {
        var painter = new LabelPainter(fonts);
        var random = new Random(HashCode(settings.Seed, index));
        var samples = new List<LabelSample>();
        while (samples.Count < Pool * settings.Batch)
        {
            if (painter.Paint(random) is { } sample)
                samples.Add(sample);
        }

        return [.. samples.OrderBy(sample => sample.Line.Width)];
    }

    private static int HashCode(int seed, int index) => unchecked((seed * 7919) + (index * 104729));

    /// <summary>Samples of like width together, the batches in random order.</summary>
    private static LabelSample[][] Batches(LabelSample[] pool, TickTrainingSettings settings, int step)
    {
        LabelSample[][] batches = [.. pool.Chunk(settings.Batch)];
        new Random(HashCode(settings.Seed, step + 1)).Shuffle(batches);
        return batches;
    }

    private static double Step(LabelModule module, DecayedAdam optimizer, double rate, TorchSharp.Modules.CTCLoss loss, LabelSample[] batch)
    {
        using DisposeScope scope = NewDisposeScope();
        int width = batch.Max(sample => sample.Line.Width);
        var pixels = new float[batch.Length * LabelNormalizer.Height * width];
        for (int i = 0; i < batch.Length; i++)
        {
            for (int y = 0; y < LabelNormalizer.Height; y++)
                batch[i].Line.Row(y).CopyTo(pixels.AsSpan((((i * LabelNormalizer.Height) + y) * width)));
        }

        Tensor targets = tensor(batch.SelectMany(sample => sample.Classes).ToArray());
        Tensor inputLengths = tensor(batch.Select(sample => (long)(sample.Line.Width / 2)).ToArray());
        Tensor targetLengths = tensor(batch.Select(sample => (long)sample.Classes.Length).ToArray());
        module.zero_grad();
        Tensor output = loss.call(module.call(tensor(pixels).view(batch.Length, 1, LabelNormalizer.Height, width)), targets, inputLengths, targetLengths);
        output.backward();
        nn.utils.clip_grad_norm_(module.parameters(), 5);
        optimizer.Step(rate);
        return output.item<float>();
    }
}
