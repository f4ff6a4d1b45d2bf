namespace AiScholar.Rl.MultiModal.Onnx.Tests.Models;

/// <summary>A folder of small models, deleted with the test.</summary>
/// <remarks>
/// The two-file model takes the mean of the pixels as its state. Its decoder looks the last token up in a table of what may follow, and adds the state times a weight of each token: from the
/// start a dark picture goes on with <c>\alpha</c> and a light one with <c>\beta</c>.
/// </remarks>
internal sealed class ModelFolder : IDisposable
{
    public static readonly string[] Words = ["<s>", "<pad>", "</s>", @"\alpha", @"\beta", "=", "+", "1"];

    public const int Start = 0, End = 2, Alpha = 3, Beta = 4, Equal = 5, Plus = 6, One = 7;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onnx-formulas");

    public void Dispose() => _folder.Delete(recursive: true);

    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string WriteVocabulary(params string[] tokens) => Write("vocabulary.txt", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', tokens) + "\n"));

    /// <summary>The whole two-file model.</summary>
    public OnnxFormulaOptions TwoFiles(byte[]? encoder = null, byte[]? decoder = null) => new()
    {
        EncoderPath = Write("encoder.onnx", encoder ?? Encoder()),
        DecoderPath = Write("decoder.onnx", decoder ?? Decoder(Table())),
        VocabularyPath = WriteVocabulary(Words),
    };

    /// <summary>The single-file model: black columns are <c>a</c>, grey ones <c>b</c>, white ones blank.</summary>
    public OnnxFormulaOptions OneFile(byte[]? model = null) => new()
    {
        ModelPath = Write("model.onnx", model ?? Ctc()),
        VocabularyPath = WriteVocabulary("<blank>", "a", "b"),
        PadTokenId = 0,
    };

    public static byte[] Encoder(long height = 8, long width = 16, long channels = 1, string input = "pixel_values", int type = OnnxDraft.Float) => new OnnxDraft()
        .Input(input, type, 1, channels, height, width)
        .Constant("shape", [1, 1, 1])
        .Node("ReduceMean", [input], "mean", ("axes", [1, 2, 3]))
        .Node("Reshape", ["mean", "shape"], "last_hidden_state")
        .Output("last_hidden_state", type, 1, -1, 1)
        .Build();

    /// <param name="table">Logits of the next token by the last one, a row each.</param>
    /// <param name="stateWidth">Width of the states.</param>
    /// <param name="tokens">Name of the input of tokens.</param>
    /// <param name="declared">Width of the logits as declared; -1 for none, null for the true one.</param>
    /// <param name="mask">Whether there is an input more.</param>
    /// <param name="open">Whether the width of the logits shows only when the model runs.</param>
    public static byte[] Decoder(float[] table, long stateWidth = 1, string tokens = "input_ids", long? declared = -1, bool mask = false, bool open = false)
    {
        long size = (long)Math.Sqrt(table.Length);
        var weights = new float[stateWidth * size];
        weights[Beta] = 4;
        OnnxDraft draft = new OnnxDraft()
            .Input(tokens, OnnxDraft.Int64, 1, -1)
            .Input("encoder_hidden_states", OnnxDraft.Float, 1, -1, stateWidth);
        if (mask)
            draft.Input("encoder_attention_mask", OnnxDraft.Int64, 1, -1);
        return draft
            .Constant("table", table, size, size)
            .Constant("weights", weights, stateWidth, size)
            .Node("Gather", ["table", tokens], "rows", ("axis", [0]))
            .Constant("all", [.. Enumerable.Repeat(true, (int)size)])
            .Node("MatMul", ["encoder_hidden_states", "weights"], "bias")
            .Node("Add", ["rows", "bias"], open ? "sum" : "logits")
            .NodeIf(open, "Compress", ["sum", "all"], "logits", ("axis", [2]))
            .Output("logits", OnnxDraft.Float, 1, -1, declared ?? size)
            .Build();
    }

    /// <summary>Logits of the next token by the last one: 10 for the one that follows, 5 where the picture decides.</summary>
    public static float[] Table(params (int From, int To)[] more)
    {
        int size = Words.Length;
        var table = new float[size * size];
        (int From, int To)[] chain = [(Alpha, Plus), (Plus, One), (Beta, Equal), (Equal, One), (One, End)];
        foreach ((int from, int to) in more.Concat(chain.Where(step => !more.Any(other => other.From == step.From))))
            table[(from * size) + to] = 10;
        table[(Start * size) + Alpha] = table[(Start * size) + Beta] = 5;
        return table;
    }

    private static byte[] Ctc() => new OnnxDraft()
        .Input("pixel_values", OnnxDraft.Float, 1, 1, 4, 8)
        .Constant("weights", [4, -4, 0], 1, 3)
        .Constant("bias", [0, 0, 2], 3)
        .Node("ReduceMean", ["pixel_values"], "columns", ("axes", [2]), ("keepdims", [0]))
        .Node("Transpose", ["columns"], "steps", ("perm", [0, 2, 1]))
        .Node("MatMul", ["steps", "weights"], "product")
        .Node("Add", ["product", "bias"], "logits")
        .Output("logits", OnnxDraft.Float, 1, -1, 3)
        .Build();
}
