namespace AiScholar.Rl.Training.Fusion;

/// <summary>What a generated paper is about: its systems, the quantities it plots, and the methods it compares.</summary>
internal sealed record PaperTopic(string[] Systems, string[] Quantities, string[] Methods)
{
    public static IReadOnlyList<PaperTopic> All { get; } =
    [
        new(["superconducting film", "spin chain", "thin magnetic layer", "doped semiconductor", "frustrated lattice", "topological insulator"],
            ["critical temperature|Tc (K)", "magnetization|M (emu)", "applied field|H (Oe)", "resistivity|ρ (μΩ cm)", "correlation length|ξ (nm)", "specific heat|C/T (mJ/mol K2)", "doping level|x", "susceptibility|χ (emu/mol)", "gap energy|Δ (meV)", "hysteresis width|ΔH (Oe)", "phonon frequency|ω (THz)", "carrier density|n (cm-3)"],
            ["mean field theory", "Monte Carlo", "exact diagonalization", "density functional calculation", "measured sample", "renormalization group"]),
        new(["image classifier", "language model", "recommender", "speech recognizer", "graph network", "segmentation model"],
            ["test accuracy|accuracy (%)", "training loss|loss", "number of epochs|epoch", "model size|parameters (M)", "learning rate|learning rate", "inference time|latency (ms)", "precision|precision", "recall|recall", "number of training samples|# samples", "memory footprint|memory (GB)", "perplexity|perplexity", "dropout probability|p"],
            ["baseline", "our method", "random forest", "transformer", "convolutional network", "support vector machine"]),
        new(["galaxy cluster", "spiral galaxy", "quasar sample", "exoplanet host", "supernova remnant", "stellar population"],
            ["redshift|z", "stellar mass|log M (Msun)", "star formation rate|SFR (Msun/yr)", "luminosity|L (erg/s)", "surface brightness|mag arcsec-2", "metallicity|[Fe/H]", "radial velocity|v (km/s)", "distance from the centre|r (kpc)", "flux density|S (mJy)", "wavelength|λ (Å)", "orbital period|P (days)", "number of sources|N"],
            ["simulation", "X-ray data", "optical survey", "best fit model", "literature values", "radio observations"]),
        new(["patient cohort", "mouse liver", "cell culture", "bacterial strain", "wild population", "tumour biopsy"],
            ["survival probability|survival", "gene expression|log2 fold change", "concentration|conc. (nM)", "age|age (years)", "cell count|cells / ml", "growth rate|growth (1/h)", "blood pressure|mmHg", "time after treatment|time (days)", "allele frequency|frequency", "read depth|depth", "body mass|mass (g)", "infection rate|infected (%)"],
            ["control group", "treated group", "placebo", "knockout", "wild type", "high dose"]),
        new(["wireless network", "sensor network", "data centre", "cache system", "peer-to-peer overlay", "cellular uplink"],
            ["throughput|throughput (Mbps)", "packet loss|loss (%)", "number of users|users", "signal to noise ratio|SNR (dB)", "bit error rate|BER", "queue length|queue (packets)", "delay|delay (ms)", "energy consumption|energy (J)", "transmission power|power (dBm)", "hit ratio|hit ratio", "bandwidth|bandwidth (MHz)", "outage probability|outage"],
            ["proposed scheme", "round robin", "greedy allocation", "optimal bound", "water filling", "analytical result"]),
        new(["turbulent jet", "porous medium", "rotating flow", "droplet impact", "boundary layer", "bubble column"],
            ["Reynolds number|Re", "drag coefficient|Cd", "velocity profile|u (m/s)", "pressure drop|Δp (Pa)", "heat transfer|Nu", "viscosity|η (Pa s)", "film thickness|h (mm)", "vorticity|ω (1/s)", "kinetic energy|k (m2/s2)", "contact angle|θ (deg)", "flow rate|Q (l/min)", "mixing time|t (s)"],
            ["direct numerical simulation", "large eddy simulation", "experiment", "lubrication theory", "empirical correlation", "lattice Boltzmann"]),
        new(["stock market", "housing market", "labour survey", "trade network", "online platform", "electricity market"],
            ["price|price (EUR)", "return|return (%)", "volatility|σ", "trading volume|volume", "unemployment|unemployment (%)", "income|income (kEUR)", "demand|demand (MWh)", "interest rate|rate (%)", "degree distribution|P(k)", "wealth share|share", "cost|cost", "waiting time|t (min)"],
            ["agent model", "regression", "historical data", "null model", "forecast", "counterfactual"]),
        new(["robot arm", "autonomous vehicle", "quadrotor", "control loop", "power converter", "humanoid walker"],
            ["tracking error|error (m)", "joint angle|q (rad)", "torque|τ (Nm)", "position|x (m)", "steering angle|δ (deg)", "voltage|V (V)", "current|I (A)", "settling time|t (s)", "reward|reward", "success rate|success (%)", "frequency|f (Hz)", "gain|gain (dB)"],
            ["PID controller", "model predictive control", "learned policy", "open loop", "reference", "sliding mode"]),
    ];
}
