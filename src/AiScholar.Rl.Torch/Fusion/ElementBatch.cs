using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Elements as tensors, rows of zeros where a source is missing.</summary>
/// <param name="Text">Paragraphs [n, d].</param>
/// <param name="Inner">Words inside [n, d].</param>
/// <param name="Picture">Pictures [n, 3, 64, 64], white 0.</param>
/// <param name="Numbers">Layout and counts [n, numbers].</param>
/// <param name="Mass">How much paragraphs and words inside have to say: the root of how many different terms they have, 0 where missing [n, 2].</param>
/// <param name="Has">1 where paragraphs, words inside, a picture are there, else 0 [n, 3].</param>
internal readonly record struct ElementBatch(torch.Tensor Text, torch.Tensor Inner, torch.Tensor Picture, torch.Tensor Numbers, torch.Tensor Mass, torch.Tensor Has)
{
    /// <param name="inputs">The elements.</param>
    /// <param name="width">Width of the text vectors.</param>
    /// <param name="dropout">How likely each source is hidden; 0 hides none and draws no number.</param>
    /// <param name="random">What decides.</param>
    /// <param name="device">Where the tensors go.</param>
    public static ElementBatch Create(IReadOnlyList<ElementInput> inputs, int width, double dropout, Random random, torch.Device device)
    {
        var rows = inputs.Count;
        var (text, inner, picture) = (new float[rows * width], new float[rows * width], new float[rows * ElementPicture.Length]);
        var (numbers, mass, has) = (new float[rows * ElementInput.Numbers], new float[rows * 2], new float[rows * 3]);
        for (var i = 0; i < rows; i++)
        {
            var input = inputs[i];
            var (keepText, keepInner, keepPicture) = Keep(input, dropout, random);
            if (keepText)
                input.Text.CopyTo(text.AsSpan(i * width, width));
            if (keepInner)
                input.Inner.CopyTo(inner.AsSpan(i * width, width));
            if (keepPicture && input.Picture is { } pixels)
            {
                var row = picture.AsSpan(i * ElementPicture.Length, ElementPicture.Length);
                for (var j = 0; j < row.Length; j++)
                    row[j] = pixels[j] / 255f;
            }

            input.CopyNumbers(numbers.AsSpan(i * ElementInput.Numbers, ElementInput.Numbers), keepText, keepInner, keepPicture);
            mass[2 * i] = keepText ? MassOf(input.Text) : 0;
            mass[(2 * i) + 1] = keepInner ? MassOf(input.Inner) : 0;
            has[3 * i] = keepText && !input.Text.IsMissing ? 1 : 0;
            has[(3 * i) + 1] = keepInner && !input.Inner.IsMissing ? 1 : 0;
            has[(3 * i) + 2] = keepPicture && input.Picture is not null ? 1 : 0;
        }

        return new ElementBatch(
            torch.tensor(text, [rows, width]).to(device),
            torch.tensor(inner, [rows, width]).to(device),
            torch.tensor(picture, [rows, 3, ElementPicture.Side, ElementPicture.Side]).to(device),
            torch.tensor(numbers, [rows, ElementInput.Numbers]).to(device),
            torch.tensor(mass, [rows, 2]).to(device),
            torch.tensor(has, [rows, 3]).to(device));
    }

    /// <summary>Texts alone, all terms and common terms, both [n, d].</summary>
    public static (torch.Tensor All, torch.Tensor Common) Texts(IReadOnlyList<TextVector> vectors, int width, torch.Device device)
    {
        var (all, common) = (new float[vectors.Count * width], new float[vectors.Count * width]);
        for (var i = 0; i < vectors.Count; i++)
        {
            vectors[i].CopyTo(all.AsSpan(i * width, width));
            vectors[i].CopyCommonTo(common.AsSpan(i * width, width));
        }

        return (torch.tensor(all, [vectors.Count, width]).to(device), torch.tensor(common, [vectors.Count, width]).to(device));
    }

    private static float MassOf(TextVector vector) => vector.IsMissing ? 0 : (float)Math.Sqrt(Math.Max(1, vector.Terms));

    /// <summary>Modality dropout: each source is hidden for itself, but never all that are there.</summary>
    private static (bool Text, bool Inner, bool Picture) Keep(ElementInput input, double dropout, Random random)
    {
        if (dropout == 0)
            return (true, true, true);
        var (text, inner, picture) = (random.NextDouble() >= dropout, random.NextDouble() >= dropout, random.NextDouble() >= dropout);
        var isAnythingLeft = (text && !input.Text.IsMissing) || (inner && !input.Inner.IsMissing) || (picture && input.Picture is not null);
        return isAnythingLeft ? (text, inner, picture) : (true, true, true);
    }
}
