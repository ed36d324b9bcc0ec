"""Where the embedded articles are: inside an installed wheel, or in `data/` of a checkout."""

from pathlib import Path

from index.errors import FileError


def default_folder() -> Path:
    """Return the folder of the embedded articles.

    Raises:
        FileError: they are in neither place.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "data" / "articles", here.parent / "data" / "articles"):
        if folder.is_dir():
            return folder
    raise FileError("找不到自带的文章，请用 --collection 写明资料库文件夹")
