#!/bin/sh
# Fetches the free fonts that the label reader's weights were trained with (Debian 12) and unpacks them below a folder, without installing them.
# usage: fonts.sh FOLDER
set -eu
mkdir -p "$1/deb" "$1/x"
cd "$1/deb"
for package in fonts-lmodern fonts-texgyre fonts-liberation2 fonts-lato fonts-ebgaramond fonts-crosextra-carlito fonts-crosextra-caladea \
    fonts-linuxlibertine fonts-comic-neue fonts-junicode fonts-cantarell fonts-roboto-unhinted fonts-open-sans fonts-inconsolata fonts-oldstandard \
    fonts-quicksand fonts-dancingscript fonts-vollkorn fonts-sil-gentium-basic fonts-cmu fonts-fanwood fonts-goudybookletter fonts-jura \
    fonts-sil-andika fonts-tuffy fonts-cabin fonts-adf-gillius fonts-adf-universalis fonts-adf-accanthis fonts-adf-baskervald fonts-humor-sans \
    fonts-dejavu-core fonts-firacode fonts-courier-prime fonts-yanone-kaffeesatz fonts-noto-mono fonts-hack fonts-sil-charis fonts-breip \
    fonts-ecolier-court fonts-play fonts-gfs-didot fonts-freefont-otf; do
    apt-get download "$package"
done
for file in *.deb; do
    dpkg-deb -x "$file" ../x
done
