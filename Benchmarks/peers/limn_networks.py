"""The default recipe's networks in PyTorch, parameter for parameter those of Limn, for the peers.

Each class is that of the same name in Sources/Language and Sources/Adversarial, where the papers
are named. Pictures are `[N, side, side, 3]`; inside, convolutions run with channels last.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

PLACE, SLOT = 3, 4  # numbers of a slot's noise: those that place it, and all
REACH = 1.2


def leaky(x):
    return F.leaky_relu(x, 0.2)


class Table(nn.Module):
    def __init__(self, count, width, deviation=0.5):
        super().__init__()
        self.table = nn.Parameter(torch.randn(count, width) * deviation)


class Attention(nn.Module):
    def __init__(self, width, context, heads=4):
        super().__init__()
        self.heads = heads
        self.queries = nn.Linear(width, width)
        self.keys = nn.Linear(context, width, bias=False)
        self.values = nn.Linear(context, width)
        self.output = nn.Linear(width, width)

    def forward(self, x, context, mask):
        def split(y):
            return y.unflatten(2, (self.heads, -1)).transpose(1, 2)

        q, k, v = split(self.queries(x)), split(self.keys(context)), split(self.values(context))
        gathered = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return self.output(gathered.transpose(1, 2).flatten(2))


class Block(nn.Module):
    def __init__(self, width, context=None):
        super().__init__()
        self.self_normalization = nn.LayerNorm(width)
        self.self_attention = Attention(width, width)
        if context:
            self.cross_normalization = nn.LayerNorm(width)
            self.cross_attention = Attention(width, context)
        self.outer_normalization = nn.LayerNorm(width)
        self.inner = nn.Linear(width, 2 * width)
        self.outer = nn.Linear(2 * width, width)

    def forward(self, x, mask=None, context=None, context_mask=None):
        normal = self.self_normalization(x)
        x = x + self.self_attention(normal, normal, mask)
        if context is not None:
            x = x + self.cross_attention(self.cross_normalization(x), context, context_mask)
        return x + self.outer(F.relu(self.inner(self.outer_normalization(x))))


class TextEncoder(nn.Module):
    def __init__(self, vocabulary=256, length=26, width=128, layers=2):
        super().__init__()
        self.tokens = Table(vocabulary, width)
        self.positions = Table(length, width, 0.3)
        self.blocks = nn.ModuleList(Block(width) for _ in range(layers))
        self.normalization = nn.LayerNorm(width)
        self.summary = nn.Linear(width, width)

    def forward(self, ids, padding):
        """Sentences `[N, width]`, words `[N, length, width]`, mask `[N, 1, 1, length]`."""
        is_word = (ids != padding).float()
        mask = (60 * (is_word - 1))[:, None, None, :]
        x = F.embedding(ids, self.tokens.table) + self.positions.table
        for block in self.blocks:
            x = block(x, mask)
        words = self.normalization(x)
        weights = is_word / is_word.sum(1, keepdim=True).clamp(min=1)
        return self.summary((weights[:, None] @ words).squeeze(1)), words, mask


class SlotReader(nn.Module):
    def __init__(self, count, latent, width, text, blocks):
        super().__init__()
        if latent:
            self.noise = nn.Linear(latent, width)
        self.slots = Table(count, width)
        self.blocks = nn.ModuleList(Block(width, text) for _ in range(blocks))
        self.normalization = nn.LayerNorm(width)

    def forward(self, latent, text):
        _, words, mask = text
        x = self.slots.table.expand(len(words), -1, -1)
        if latent is not None:
            x = x + self.noise(latent)
        for block in self.blocks:
            x = block(x, context=words, context_mask=mask)
        return self.normalization(x)


def spread(weight):
    """`[.., 3, 3]` as `[.., 4, 4]`: the mean of four shifts, zeros around."""
    return F.avg_pool2d(weight, 2, stride=1, padding=1)


class ModulatedConvolution(nn.Module):
    def __init__(self, inputs, outputs, width):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.modulation = nn.Linear(width, 2 * inputs)
        nn.init.zeros_(self.modulation.weight)
        nn.init.zeros_(self.modulation.bias)

    def modulated(self, x, vector):
        scale, shift = self.modulation(vector)[:, :, None, None].chunk(2, 1)
        return leaky(torch.addcmul(shift, x, scale + 1))

    def forward(self, x, vector):
        return self.convolution(self.modulated(x, vector))

    def enlarged(self, x, vector):
        """The same of `x` with each place a square of 2 x 2, as one transposed convolution."""
        turned = self.convolution.weight.transpose(0, 1).flip(2, 3)
        weight, bias = 4 * spread(turned), self.convolution.bias
        return F.conv_transpose2d(self.modulated(x, vector), weight, bias, stride=2, padding=1)


class Window(nn.Module):
    """The weights by which windows' cells meet pixels; see Sources/Adversarial/Layout.swift."""

    def __init__(self, cells, side):
        super().__init__()
        self.cells, self.side = cells, side
        pixels = (torch.arange(side) + 0.5) / side
        self.register_buffer("pixels", pixels, persistent=False)
        self.register_buffer("indices", torch.arange(cells).float(), persistent=False)

    def forward(self, boxes):
        """Along x and along y, each `[N, K, side, cells]`, from boxes `[N, K, 3]`."""
        centre, radius = boxes[:, :, :2, None], boxes[:, :, 2:, None]
        half = self.cells / 2
        places = (self.pixels - centre) / radius * (half / REACH) + (half - 0.5)
        tents = F.relu(1 - (places[..., None] - self.indices).abs())
        return tents[:, :, 0], tents[:, :, 1]


class SlotPainter(nn.Module):
    def __init__(self, width, channels, side):
        super().__init__()
        cells = max(16, side // 2)
        doublings = int(math.log2(cells // 8))
        widths = [channels, channels * 2 // 3] + [channels // 2] * (doublings - 1)
        self.window = Window(cells, side)
        self.seed = nn.Linear(width, 16 * channels)
        self.blocks = nn.ModuleList(
            ModulatedConvolution(widths[i], widths[i + 1], width) for i in range(doublings)
        )
        self.paint = ModulatedConvolution(widths[-1], 16, width)
        self.background = nn.Linear(width, 3)

    def patches(self, slots):
        x = self.seed(slots).unflatten(1, (4, 4, -1)).permute(0, 3, 1, 2)
        for block in self.blocks:
            x = block.enlarged(x, slots)
        x = self.paint(x, slots).permute(0, 2, 3, 1)
        count, side = x.shape[:2]
        cells = x.reshape(count, side, side, 2, 2, 4).transpose(2, 3)
        cells = cells.reshape(count, 2 * side, 2 * side, 4)
        opacity = cells[..., 3:].sigmoid()
        return torch.cat([cells[..., :3].tanh() * opacity, opacity], 3)

    def forward(self, slots, ground, boxes, presence):
        (batch, count), cells, side = slots.shape[:2], self.window.cells, self.window.side
        patches = self.patches(slots.flatten(0, 1)) * presence.reshape(-1, 1, 1, 1)
        along_x, along_y = self.window(boxes)
        columns = along_x.flatten(0, 1) @ patches.flatten(2)
        columns = columns.reshape(batch, count, side, cells, 4).transpose(2, 3)
        rows = along_y.transpose(1, 2).reshape(batch, side, count * cells)
        canvas = rows @ columns.reshape(batch, count * cells, side * 4)
        canvas = canvas.reshape(batch, side, side, 4)
        behind = self.background(ground).tanh()[:, None, None]
        opacity = canvas[..., 3:]
        mixed = canvas[..., :3] + behind * (1 - opacity).relu()
        return mixed / (1 + (opacity - 1).relu())


class CodeReader(nn.Module):
    def __init__(self, code, width):
        super().__init__()
        self.hidden = nn.Linear(width + code, 2 * width)
        self.output = nn.Linear(2 * width, width)

    def forward(self, slots, codes):
        return slots + self.output(leaky(self.hidden(torch.cat([slots, codes], 2))))


class CodeMemory(nn.Module):
    def __init__(self, slots, count, width):
        super().__init__()
        self.register_buffer("codes", torch.zeros(slots, count, width))

    def drawn(self, noise):
        slots, count = self.codes.shape[:2]
        chance = torch.special.ndtr(noise.double())
        index = (chance * count).long().clamp(max=count - 1)
        return self.codes[torch.arange(slots), index]

    def keep(self, codes, meant):
        count = self.codes.shape[1]
        for slot, old in enumerate(self.codes.clone()):
            fresh = codes[meant[:, slot, 0] == 1, slot]
            self.codes[slot] = torch.cat([fresh, old])[:count]


class SlotGenerator(nn.Module):
    def __init__(
        self, side=64, text=128, slots=4, code=8, codes=256, width=128, mixers=2, paint=48
    ):
        super().__init__()
        self.slots = slots
        self.latent = (slots + 1) * SLOT
        self.places = SlotReader(slots, PLACE, width, text, mixers)
        self.box = nn.Linear(width, 4)
        self.looks = SlotReader(slots + 1, None, width, text, mixers)
        self.code_reader = CodeReader(code, width)
        self.memory = CodeMemory(slots + 1, codes, code)
        self.painter = SlotPainter(width, paint, side)

    def layout(self, latent, text):
        """Boxes `[N, K, 3]`, presences and their logits `[N, K, 1]`."""
        noise = latent.unflatten(1, (-1, SLOT))[:, : self.slots, :PLACE]
        raw = self.box(self.places(noise, text))
        moved = (raw[..., :3] + noise).sigmoid()
        radius = moved[..., 2:] * 0.2 + 0.06
        centre = moved[..., :2] * (1 - 2 * radius) + radius
        logits = raw[..., 3:]
        chance = (logits * 0.5).tanh()
        sign = chance + (chance.sign() - chance).detach()
        return torch.cat([centre, radius], 2), sign * 0.5 + 0.5, logits

    def told(self, text):
        return self.looks(None, text)

    def picture(self, codes, told, boxes, presence):
        slots = self.code_reader(told, codes)
        return self.painter(slots[:, :-1], slots[:, -1], boxes, presence)

    def forward(self, latent, text):
        codes = self.memory.drawn(latent.unflatten(1, (-1, SLOT))[..., PLACE])
        boxes, presence, _ = self.layout(latent, text)
        return self.picture(codes, self.told(text), boxes, presence)


class SceneEncoder(nn.Module):
    def __init__(self, side=64, slots=4, code=8, width=128, cells=8):
        super().__init__()
        self.window = Window(cells, side)
        self.look = nn.Linear(3 * cells * cells, width)
        self.queries = Table(slots + 1, width)
        self.hidden = nn.Linear(width, width)
        self.moments = nn.Linear(width, 2 * code)

    def forward(self, pictures, boxes):
        """Means and logarithmic variances, each `[N, K + 1, code]`."""
        whole = boxes.new_tensor([0.5, 0.5, 0.5 / REACH]).expand(len(boxes), 1, 3)
        along_x, along_y = self.window(torch.cat([boxes, whole], 1))
        batch, count, side, cells = along_x.shape
        rows = along_y.transpose(2, 3).reshape(batch, count * cells, side) @ pictures.flatten(2)
        rows = rows.reshape(batch * count * cells, side, 3).transpose(1, 2)
        crops = rows.reshape(batch * count, cells * 3, side) @ along_x.flatten(0, 1)
        crops = crops.reshape(batch, count, -1) * (4 * cells * cells / (side * side))
        seen = leaky(self.look(crops) + self.queries.table)
        mean, variance = self.moments(leaky(self.hidden(seen))).chunk(2, 2)
        return mean, (variance - 2).clamp(-10, 4)


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.second = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.skip = nn.Conv2d(inputs, outputs, 1, bias=False)

    def forward(self, x):
        """With the mean of squares of 2 x 2, which the second convolution takes within it."""
        weight, bias = spread(self.second.weight), self.second.bias
        y = F.conv2d(leaky(self.first(leaky(x))), weight, bias, stride=2, padding=1)
        return self.skip(F.avg_pool2d(x, 2)) + y


def waves(side, width, scale=0.5):
    """CellGrid.waves: sines and cosines of the cells' centres, `[side * side, width]`."""
    count = width // 4
    frequencies = (1 + 9 * torch.arange(count) / max(1, count - 1)) * math.pi / 2
    places = (torch.arange(side) + 0.5) / side
    grid = torch.meshgrid(places, places, indexing="ij")
    y, x = (axis.flatten()[:, None] * frequencies for axis in grid)
    return torch.stack([x.sin(), x.cos(), y.sin(), y.cos()], 2).flatten(1) * scale


class AttentiveDiscriminator(nn.Module):
    def __init__(self, side=64, text=128, channels=(16, 32, 64)):
        super().__init__()
        a, b, c = channels
        self.stem = nn.Conv2d(3, a, 4, 2, 1)
        self.first, self.second = ResidualBlock(a, b), ResidualBlock(b, c)
        self.down = nn.Conv2d(c, c, 3, padding=1)
        self.register_buffer("positions", waves(side // 8, c), persistent=False)
        self.attention = Attention(c, text)
        self.join = nn.Conv2d(2 * c, c, 3, padding=1)
        self.last = nn.Conv2d(c, c, 4, 2, 1)
        flat = (side // 16) ** 2 * c
        self.realism = nn.Linear(flat, 1)
        self.sentence = nn.Linear(text, flat, bias=False)

    def features(self, pictures):
        """`[N, channels, side / 8, side / 8]`, with channels last in memory."""
        x = leaky(self.stem(pictures.permute(0, 3, 1, 2)))
        return leaky(self.down(self.second(self.first(x))))

    def judge(self, features, text):
        sentence, words, mask = text
        side = features.shape[2]
        cells = features.permute(0, 2, 3, 1).flatten(1, 2)
        told = self.attention(cells + self.positions, words, mask)
        joined = torch.cat([cells, told], 2).unflatten(1, (side, side)).permute(0, 3, 1, 2)
        summary = leaky(self.last(leaky(self.join(joined))))
        flat = summary.permute(0, 2, 3, 1).flatten(1)
        fit = (flat * self.sentence(sentence)).sum(1) * flat.shape[1] ** -0.5
        return self.realism(flat).squeeze(1) + fit

    def forward(self, pictures, text):
        return self.judge(self.features(pictures), text)


class LayoutDiscriminator(nn.Module):
    def __init__(self, slots=4, text=128, width=64, blocks=2):
        super().__init__()
        self.objects = nn.Linear(4 + slots + 4 * slots, width)
        self.slots = Table(slots, width)
        self.blocks = nn.ModuleList(Block(width, text) for _ in range(blocks))
        self.hidden = nn.Linear(slots * width, width)
        self.output = nn.Linear(width, 1)
        self.projected_places = nn.Linear(4 * slots, width, bias=False)
        self.projected_sentence = nn.Linear(text, width, bias=False)
        self.register_buffer("offset", torch.tensor([-0.5, -0.5, -0.15]), persistent=False)
        self.register_buffer("scale", torch.tensor([4.0, 4.0, 20.0]), persistent=False)
        self.register_buffer("is_pair", 1 - torch.eye(slots), persistent=False)

    def normalized(self, boxes, presence):
        x, y, radius = boxes.split(1, 2)

        def distance(along):
            return (along - along.transpose(1, 2)).abs()

        across, down = distance(x), distance(y)
        gaps = across + F.relu(down - across) - (radius + radius.transpose(1, 2))
        gaps = (gaps * 10).clamp(-3, 1) * presence * presence.transpose(1, 2) * self.is_pair
        return torch.cat([(boxes + self.offset) * self.scale * presence, presence, gaps], 2)

    def forward(self, layouts, text):
        sentence, words, mask = text
        places = layouts[..., :4]
        relative = (places[:, None] - places[:, :, None]).flatten(2)
        x = leaky(self.objects(torch.cat([layouts, relative], 2))) + self.slots.table
        for block in self.blocks:
            x = block(x, context=words, context_mask=mask)
        logit = self.output(leaky(self.hidden(x.flatten(1)))).squeeze(1)
        told = self.projected_sentence(sentence)
        fit = (self.projected_places(places.flatten(1)) * told).sum(1)
        return logit + fit / told.shape[1] ** 0.5


def load(network, arrays, prefix):
    """Gives `network` the arrays of a model file whose names begin with `prefix`."""
    state = {}
    for name, array in arrays.items():
        if name.startswith(prefix + "."):
            name = name.removeprefix(prefix + ".")
            name = name.replace("normalization.scale", "normalization.weight")
            name = name.replace("normalization.shift", "normalization.bias")
            value = torch.from_numpy(array.copy())
            state[name] = value.permute(0, 3, 1, 2) if value.dim() == 4 else value
    network.load_state_dict(state)
    return network.to(memory_format=torch.channels_last)


def parameter_count(network):
    return sum(parameter.numel() for parameter in network.parameters())
