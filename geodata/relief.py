"""The grey relief of the world: Marble's elevation tiles, shaded, with water left neutral."""
import os

import numpy as np
from osgeo import gdal

gdal.UseExceptions()

TILES_ACROSS, TILES_DOWN, TILE = 16, 8, 675
WIDTH, HEIGHT = 4096, 2048
NEUTRAL = 128


def mosaic(tiles):
    """Row r of the tiles lies in the folder r and goes from north to south."""
    grey = np.zeros((TILES_DOWN * TILE, TILES_ACROSS * TILE), np.float32)
    for row in range(TILES_DOWN):
        for column in range(TILES_ACROSS):
            path = os.path.join(tiles, f"{row:06}", f"{row:06}_{column:06}.jpg")
            grey[row * TILE:(row + 1) * TILE, column * TILE:(column + 1) * TILE] = gdal.Open(path).ReadAsArray()
    return grey


def raster(path, array, kind=gdal.GDT_Float32):
    height, width = array.shape
    dataset = gdal.GetDriverByName("GTiff").Create(path, width, height, 1, kind)
    dataset.SetGeoTransform((-180, 360 / width, 0, 90, 0, -180 / height))
    dataset.SetProjection("EPSG:4326")
    dataset.GetRasterBand(1).WriteArray(array)
    return dataset


def halved(grey):
    return (grey[0::2, 0::2] + grey[1::2, 0::2] + grey[0::2, 1::2] + grey[1::2, 1::2]) / 4


def blurred(image, sigma):
    """Gaussian blur; the world goes round in x and ends in y."""
    reach = int(3 * sigma + 0.5)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2).astype(np.float32)
    kernel /= kernel.sum()
    across = sum(weight * np.roll(image, shift - reach, axis=1) for shift, weight in enumerate(kernel))
    padded = np.pad(across, ((reach, reach), (0, 0)), mode="edge")
    return sum(weight * padded[shift:shift + image.shape[0]] for shift, weight in enumerate(kernel))


def land_mask(work, countries, lakes, shape):
    """1 on land, 0 on water."""
    dataset = raster(os.path.join(work, "land.tif"), np.zeros(shape, np.uint8), gdal.GDT_Byte)
    for path, value in ((countries, 1), (lakes, 0)):
        vector = gdal.OpenEx(path, gdal.OF_VECTOR)
        gdal.RasterizeLayer(dataset, [1], vector.GetLayer(0), burn_values=[value])
    return dataset.ReadAsArray().astype(np.float32)


def without_water(grey, land):
    """Water takes the height of the land beside it, so that no cliff stands along the coast."""
    filled = grey.copy()
    water = land == 0
    for sigma in (12, 3):
        weight = blurred(land, sigma)
        near = water & (weight > 1e-3)
        filled[near] = (blurred(grey * land, sigma)[near] / weight[near])
    return filled


def shade(height):
    """Light from the north-west on the picture's grey steps, which are steeper in the plains than true heights:
    hills show as well as mountains. Small slopes, the steps of eight-bit heights, fade out; large ones level off."""
    latitude = np.radians(90 - (np.arange(height.shape[0]) + 0.5) * 180 / height.shape[0])
    east = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / 2
    east /= np.maximum(np.cos(latitude), 0.25)[:, None].astype(np.float32)
    south = np.gradient(height, axis=0)
    slope = (east + south) * np.float32(0.7071)
    slope *= np.abs(slope) / (np.abs(slope) + np.float32(0.35))
    return np.tanh(slope / np.float32(6.0))


def make(tiles, work, countries, lakes, target):
    os.makedirs(work, exist_ok=True)
    height = halved(mosaic(tiles))
    land = land_mask(work, countries, lakes, height.shape)
    height = blurred(without_water(height, land), 0.9)
    grey = NEUTRAL + 74 * shade(height) * blurred(land, 0.7) * land
    full = raster(os.path.join(work, "shade.tif"), np.clip(np.round(grey), 0, 255).astype(np.uint8), gdal.GDT_Byte)
    small = gdal.Warp(os.path.join(work, "small.tif"), full, width=WIDTH, height=HEIGHT, resampleAlg="average",
                      outputBounds=(-180, -90, 180, 90))
    gdal.GetDriverByName("JPEG").CreateCopy(target, small, options=["QUALITY=82"])
    if os.path.exists(target + ".aux.xml"):
        os.remove(target + ".aux.xml")
    print(f"relief.jpg: {os.path.getsize(target) / 1e6:.2f} MB", flush=True)
