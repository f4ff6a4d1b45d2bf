using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>Where a model that reads formulas is, what it takes and how it is decoded. Either <see cref="EncoderPath"/> and <see cref="DecoderPath"/>, or <see cref="ModelPath"/>.</summary>
public sealed class OnnxFormulaOptions
{
    /// <summary>The encoder of a two-file model: pixels to states. None: a single-file model.</summary>
    /// <value>None.</value>
    public string? EncoderPath { get; set; }

    /// <summary>The decoder of a two-file model: tokens so far and states to the next token's logits.</summary>
    /// <value>None.</value>
    public string? DecoderPath { get; set; }

    /// <summary>A single-file model: pixels to logits at every step, decoded as connectionist temporal classification (CTC).</summary>
    /// <value>None.</value>
    public string? ModelPath { get; set; }

    /// <summary>The tokens in UTF-8, one a line; a token's id is its line, counted from 0.</summary>
    /// <value>None; must be set.</value>
    [Required(ErrorMessage = "OnnxFormulaOptions.VocabularyPath must name the file of the model's tokens.")]
    public string? VocabularyPath { get; set; }

    /// <summary>How tokens become text.</summary>
    /// <value><see cref="OnnxTokenKind.Detect"/>.</value>
    [EnumDataType(typeof(OnnxTokenKind), ErrorMessage = "OnnxFormulaOptions.TokenKind must be Detect, ByteLevel, SentencePiece or Words.")]
    public OnnxTokenKind TokenKind { get; set; }

    /// <summary>Width of the model's picture in pixels, from 1 to 8,192. None: as the model says.</summary>
    /// <value>None.</value>
    [Range(1, 8_192, ErrorMessage = "OnnxFormulaOptions.Width must be from 1 to 8192.")]
    public int? Width { get; set; }

    /// <summary>Height of the model's picture in pixels, from 1 to 8,192. None: as the model says.</summary>
    /// <value>None.</value>
    [Range(1, 8_192, ErrorMessage = "OnnxFormulaOptions.Height must be from 1 to 8192.")]
    public int? Height { get; set; }

    /// <summary>1 for grey pictures, 3 for red, green and blue. None: as the model says.</summary>
    /// <value>None.</value>
    [Range(1, 3, ErrorMessage = "OnnxFormulaOptions.Channels must be 1 or 3.")]
    public int? Channels { get; set; }

    /// <summary>Whether the formula keeps its proportions and the rest of the picture is filled with paper; otherwise it is stretched over the whole picture.</summary>
    /// <value><see langword="true"/>.</value>
    public bool KeepAspectRatio { get; set; } = true;

    /// <summary>Whether a formula smaller than the picture is enlarged to fill it, where proportions are kept.</summary>
    /// <value><see langword="true"/>.</value>
    public bool Enlarge { get; set; } = true;

    /// <summary>Whether the formula stands in the middle of the picture, where proportions are kept; otherwise at the top left.</summary>
    /// <value><see langword="false"/>.</value>
    public bool Center { get; set; }

    /// <summary>Whether the model wants white ink on black paper.</summary>
    /// <value><see langword="false"/>.</value>
    public bool WhiteOnBlack { get; set; }

    /// <summary>What is subtracted from samples of 0 to 1: one number for all channels, or one for each. Empty: 0.5.</summary>
    /// <value>Empty.</value>
    public IReadOnlyList<double> Mean { get; set; } = [];

    /// <summary>What the difference is divided by: one number for all channels, or one for each, above 0. Empty: 0.5.</summary>
    /// <value>Empty.</value>
    public IReadOnlyList<double> Deviation { get; set; } = [];

    /// <summary>The token that the decoder starts with.</summary>
    /// <value>0.</value>
    [Range(0, int.MaxValue, ErrorMessage = "OnnxFormulaOptions.StartTokenId must not be negative.")]
    public int StartTokenId { get; set; }

    /// <summary>The token that ends a formula.</summary>
    /// <value>2.</value>
    [Range(0, int.MaxValue, ErrorMessage = "OnnxFormulaOptions.EndTokenId must not be negative.")]
    public int EndTokenId { get; set; } = 2;

    /// <summary>The token that fills up; for a single-file model the blank of CTC. It never becomes text.</summary>
    /// <value>1.</value>
    [Range(0, int.MaxValue, ErrorMessage = "OnnxFormulaOptions.PadTokenId must not be negative.")]
    public int PadTokenId { get; set; } = 1;

    /// <summary>Most tokens of a formula; one that has not ended by then is given up. From 1 to 4,096.</summary>
    /// <value>512.</value>
    [Range(1, 4_096, ErrorMessage = "OnnxFormulaOptions.MaxTokens must be from 1 to 4096.")]
    public int MaxTokens { get; set; } = 512;

    /// <summary>How many readings a two-file model follows at once; 1 takes the likeliest token each time. Each costs as much as the first. From 1 to 16.</summary>
    /// <value>1.</value>
    [Range(1, 16, ErrorMessage = "OnnxFormulaOptions.BeamWidth must be from 1 to 16.")]
    public int BeamWidth { get; set; } = 1;

    /// <summary>Threads of one call, from 0 to 256; 0 lets ONNX Runtime choose.</summary>
    /// <value>0.</value>
    [Range(0, 256, ErrorMessage = "OnnxFormulaOptions.Threads must be from 0 to 256.")]
    public int Threads { get; set; }

    /// <summary>Name of the input of pixels.</summary>
    /// <value><c>pixel_values</c>.</value>
    [Required]
    public string PixelInput { get; set; } = "pixel_values";

    /// <summary>Name of the encoder's output of states.</summary>
    /// <value><c>last_hidden_state</c>.</value>
    [Required]
    public string StateOutput { get; set; } = "last_hidden_state";

    /// <summary>Name of the decoder's input of tokens.</summary>
    /// <value><c>input_ids</c>.</value>
    [Required]
    public string TokenInput { get; set; } = "input_ids";

    /// <summary>Name of the decoder's input of states.</summary>
    /// <value><c>encoder_hidden_states</c>.</value>
    [Required]
    public string StateInput { get; set; } = "encoder_hidden_states";

    /// <summary>Name of the output of logits.</summary>
    /// <value><c>logits</c>.</value>
    [Required]
    public string LogitOutput { get; set; } = "logits";
}
