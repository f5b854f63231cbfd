"""The canvas and the person card: Streamlit components made of pyvis' own vis-network and the files in `frontend`."""
