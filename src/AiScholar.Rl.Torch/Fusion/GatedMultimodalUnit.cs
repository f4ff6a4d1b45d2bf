using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// The gated multimodal unit: Arevalo, Solorio, Montes-y-Gómez, González, "Gated Multimodal Units for Information Fusion", 2017 (arXiv 1702.01992),
/// section 3.1, equations 1 to 5. With text x_t [n, d_t], elements x_v [n, d_v] and width d:
/// <code>
/// h_t = tanh(W_t x_t)      h_v = tanh(W_v x_v)      z = sigmoid(W_z [x_t; x_v])
/// h = z * h_t + (1 - z) * h_v
/// </code>
/// A missing part closes its side of the gate: z = 1 without elements, z = 0 without text, and h = 0 without both.
/// </summary>
/// <param name="Text">W_t [d, d_t]; null when the unit is used without text.</param>
/// <param name="Visual">W_v [d, d_v]; null when the unit is used without elements.</param>
/// <param name="Gate">W_z [d, d_t + d_v]; null when one of the parts is never there.</param>
internal readonly record struct GatedMultimodalUnit(torch.Tensor? Text, torch.Tensor? Visual, torch.Tensor? Gate)
{
    /// <summary>Fuses a batch whose samples may lack the one or the other part.</summary>
    /// <param name="batch">The vectors, rows of zeros where a part is missing.</param>
    /// <returns>h [n, d], and z [n, d] with the gate closed on missing parts.</returns>
    public (torch.Tensor Fused, torch.Tensor Gate) Fuse(in FusionBatch batch)
    {
        if (Gate is null)
        {
            var only = Text is not null ? Project(batch.Text!, Text) : Project(batch.Visual!, Visual!);
            return (only, Text is not null ? torch.ones_like(only) : torch.zeros_like(only));
        }

        var open = torch.nn.functional.linear(torch.cat([batch.Text!, batch.Visual!], 1), Gate).sigmoid();
        var gate = batch.HasText! * ((open * batch.HasVisual!) + batch.HasVisual!.Complement());
        return ((gate * Project(batch.Text!, Text!)) + (gate.Complement() * Project(batch.Visual!, Visual!)), gate);
    }

    private static torch.Tensor Project(torch.Tensor inputs, torch.Tensor weights) => torch.nn.functional.linear(inputs, weights).tanh();
}
